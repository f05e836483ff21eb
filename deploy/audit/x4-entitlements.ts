import type { Finder } from './report.js';
import type { Books } from './snapshot.js';

interface RepairRow {
  readonly charge_number: string;
  readonly fault_number: string;
  readonly entitlement_id: string;
  readonly amount_fen: string;
}

interface EntitlementRow {
  readonly entitlement_id: string;
  readonly fault_number: string;
  readonly kind: string;
}

const freeKinds = new Set(['refund', 'replacement', 'repair']);
/** Ways in which a case ends without work for which anybody would have to pay. */
const withoutWork = new Set(['returned-unrepaired', 'no-fault-found', 'solved-remotely']);

/**
 * A charge for work is one that its own case's entitlement asks for; a zero charge is free by it, unless the spare that stayed was paid for because the unit was not returned (S8);
 * and a refund is paid by one that says refund.
 */
export async function judgeEntitlements(
  { warranty, billing }: Pick<Books, 'warranty' | 'billing'>,
  resolutionOf: ReadonlyMap<string, string>,
  finder: Finder,
): Promise<void> {
  const repairs = await billing.all<RepairRow>(
    `select charge_number, fault_number, entitlement_id, amount_fen::text from charge
     where reason = 'repair' and state <> 'reversed' and entitlement_id is not null and fault_number is not null
       and not (amount_fen = 0 and exists (select from charge paid where paid.fault_number = charge.fault_number
         and paid.reason = 'unreturned-advance' and paid.amount_fen > 0 and paid.reversed_at is null))
     order by charge_number`,
  );
  const refunds = await billing.all<{ refund_number: string; fault_number: string; entitlement_id: string }>(
    `select refund_number, fault_number, entitlement_id from refund where state = 'paid' order by refund_number`,
  );
  const ids = [...repairs, ...refunds].map(({ entitlement_id: id }) => id);
  const known = await warranty.all<EntitlementRow>(
    'select entitlement_id, fault_number, kind from entitlement where entitlement_id = any ($1)',
    [ids],
  );
  const entitlementOf = new Map(known.map((one) => [one.entitlement_id, one]));
  for (const repair of repairs) judgeRepair(repair, entitlementOf.get(repair.entitlement_id), resolutionOf, finder);
  for (const { refund_number: refund, fault_number: fault, entitlement_id: id } of refunds) {
    const entitlement = entitlementOf.get(id);
    if (entitlement?.kind === 'refund' && entitlement.fault_number === fault) continue;
    const otherSide =
      entitlement === undefined ? 'warranty has no such entitlement' : `that one says ${entitlement.kind}`;
    finder.violation(`refund ${refund}`, `it was paid for ${fault} by ${id}`, otherSide);
  }
}

function judgeRepair(
  { charge_number: charge, fault_number: fault, entitlement_id: id, amount_fen: amount }: RepairRow,
  entitlement: EntitlementRow | undefined,
  resolutionOf: ReadonlyMap<string, string>,
  finder: Finder,
): void {
  const isFree = amount === '0';
  const oneSide = `it charges ${isFree ? 'nothing' : `${amount} fen`} for ${fault} by ${id}`;
  if (entitlement?.fault_number !== fault)
    finder.violation(`charge ${charge}`, oneSide, `warranty has decided no ${id} for that fault`);
  else if (!isFree && freeKinds.has(entitlement.kind))
    finder.violation(
      `charge ${charge}`,
      oneSide,
      `that entitlement says ${entitlement.kind}, for which nothing is paid`,
    );
  else if (isFree && !freeKinds.has(entitlement.kind) && !withoutWork.has(resolutionOf.get(fault) ?? ''))
    finder.violation(`charge ${charge}`, oneSide, `that entitlement says ${entitlement.kind}`);
}
