import { Finder, type Findings } from './report.js';
import type { Books } from './snapshot.js';
import { judgeEntitlements } from './x4-entitlements.js';
import { judgeUnderWay } from './x4-under-way.js';

interface ResolvedRow {
  readonly fault_number: string;
  readonly serial: string;
  readonly resolution: string;
}

interface ChargedRow {
  readonly fault_number: string;
  readonly charge_numbers: readonly string[];
}

interface ContradictionRow {
  readonly subject: string;
  readonly one_side: string;
  readonly other_side: string;
}

/** A charge for work is what the customer confirmed; one of nothing names the entitlement by which it is free. */
const groundsSql = `
  select 'charge ' || c.charge_number as subject, 'it charges ' || c.amount_fen || ' fen for ' || c.fault_number as one_side,
    case when q.quote_number is null then 'it names no confirmed quote'
      else 'the quote ' || q.quote_number || ' is ' || q.state || ' with ' || q.total_fen || ' fen' end as other_side
  from charge c left join quote q using (quote_number) left join case_projection p on p.fault_number = c.fault_number
  where c.reason = 'repair' and c.amount_fen > 0 and c.state <> 'reversed'
    and (c.quote_number is not null or p.resolution is distinct from 'formal-replacement') and (q.quote_number is null or q.state <> 'confirmed' or q.total_fen <> c.amount_fen)
  union all
  select 'charge ' || charge_number, 'it charges nothing for ' || fault_number, 'it names no entitlement by which that is free'
  from charge where reason = 'repair' and amount_fen = 0 and state <> 'reversed' and entitlement_id is null
  union all
  select 'charge ' || c.charge_number, 'it charges ' || c.amount_fen || ' fen for the spare that stayed for ' || c.fault_number,
    'no line of the fee schedule says that a unit costs that'
  from charge c join case_projection p on p.fault_number = c.fault_number
  where c.reason = 'repair' and c.amount_fen > 0 and c.state <> 'reversed' and c.quote_number is null and p.resolution = 'formal-replacement'
    and not exists (select from fee f where f.fee_code = 'unit-price' and f.amount_fen = c.amount_fen)`;

/** X4: every resolved case has exactly one charge for its repair, a zero charge where it is free; and no charge is without its case. */
export async function auditCharges({ warranty, rma, billing }: Books): Promise<Findings> {
  const finder = new Finder('X4');
  const charges = await billing.all<ChargedRow>(
    `select fault_number, coalesce(array_agg(charge_number order by charge_number) filter (where state <> 'reversed'),
       (array_agg(charge_number order by charge_number desc))[1:1]) as charge_numbers from charge
     where reason = 'repair' and fault_number is not null group by fault_number`,
  );
  const chargesOf = new Map(charges.map((row) => [row.fault_number, row.charge_numbers]));
  const heard = await keysOf(
    billing,
    `select key from inbox where topic = 'rma.rma-case.v1' and type = 'rma.case-resolved.v1' and outcome = 'processed'`,
  );
  const pending = await keysOf(
    billing,
    `select fault_number as key from pending_charge where reason = 'repair' and fault_number is not null`,
  );
  const unheard: string[] = [];
  const resolved = new Map<string, string>();
  const sql = `select fault_number, serial, resolution from rma_case where resolution not in ('own-unit', 'withdrawn') order by fault_number`;
  for await (const one of rma.stream<ResolvedRow>(sql)) {
    finder.checked += 1;
    resolved.set(one.fault_number, one.resolution);
    judge(one, chargesOf.get(one.fault_number) ?? [], { heard, pending, unheard }, finder);
  }
  await judgeUnderWay({ rma, billing }, unheard, finder);
  judgeWithoutCase(chargesOf, resolved, heard, finder);
  await judgeEntitlements({ warranty, billing }, resolved, finder);
  for await (const { subject, one_side: oneSide, other_side: otherSide } of billing.stream<ContradictionRow>(
    groundsSql,
  )) {
    finder.violation(subject, oneSide, otherSide);
  }
  return finder.findings;
}

interface Underway {
  readonly heard: ReadonlySet<string>;
  readonly pending: ReadonlySet<string>;
  /** Those that billing has not heard of are added to it. */
  readonly unheard: string[];
}

function judge(
  { fault_number: fault, serial, resolution }: ResolvedRow,
  charges: readonly string[],
  { heard, pending, unheard }: Underway,
  finder: Finder,
): void {
  if (charges.length === 1) return;
  const oneSide = `rma has resolved it (${serial}, ${resolution})`;
  if (charges.length > 1)
    finder.violation(`case ${fault}`, oneSide, `billing has ${charges.length} charges: ${charges.join(', ')}`);
  // Not heard of yet, or held back for a price or a quote and listed as an exception: for a day both are under way.
  else if (pending.has(fault)) return;
  else if (!heard.has(fault)) unheard.push(fault);
  else finder.violation(`case ${fault}`, oneSide, 'billing has heard of it and has no charge');
}

function judgeWithoutCase(
  chargesOf: ReadonlyMap<string, readonly string[]>,
  resolved: ReadonlyMap<string, string>,
  heard: ReadonlySet<string>,
  finder: Finder,
): void {
  for (const [fault, charges] of chargesOf) {
    if (resolved.has(fault)) continue;
    // Billing's books are looked at a moment after those of rma; what it has from rma's own event is on the way the other way round.
    if (heard.has(fault)) finder.inFlight += 1;
    else
      finder.violation(`charge ${charges.join(', ')}`, `billing charges for ${fault}`, 'rma has no such resolved case');
  }
}

async function keysOf(snapshot: Books['billing'], sql: string): Promise<ReadonlySet<string>> {
  return new Set((await snapshot.all<{ key: string }>(sql)).map(({ key }) => key));
}
