import type { AuditReport } from '../audit/report.js';
import type { Answer } from './answer.js';
import { people } from './people.js';
import type { Play, StatementRecord } from './play.js';

export interface ChargeLine {
  readonly chargeNumber: string;
  readonly reason: string;
  readonly faultNumber: string | null;
  readonly serial: string | null;
  readonly city: string;
  readonly amountFen: number;
  readonly openFen: number;
  readonly status: string;
}

export interface CityLine {
  readonly city: string;
  readonly installed: number;
  readonly allocation: number;
  readonly onHand: number;
  readonly inTransit: number;
  readonly onLoan: number;
  readonly atRepair: number;
  readonly owed: number;
  readonly chargedFen: number;
  readonly openFen: number;
  readonly openExceptions: number;
}

/** What a run came to. */
export interface Result {
  readonly cities: readonly CityLine[];
  readonly charges: readonly ChargeLine[];
  readonly openExceptions: readonly {
    readonly exceptionId: string;
    readonly city: string;
    readonly amountFen: number;
    readonly owner: string;
  }[];
  readonly trialBalanceFen: number;
  readonly accounts: readonly { readonly account: string; readonly balanceFen: number }[];
  readonly statements: readonly StatementRecord[];
}

/** Asks the services what the month came to, and notes where that is not as it must be. */
export async function collectResult(play: Play): Promise<Result> {
  const { api, record, script } = play;
  const charges = (await api.list('billing', 'charges', people.finance)).map(chargeLine);
  const asOf = script.months.at(-1)?.lastOn ?? '';
  const exceptions = await api.list('billing', `matching?${new URLSearchParams({ asOf }).toString()}`, people.finance);
  const books = await api.get('billing', 'trial-balance', people.finance);
  const trialBalanceFen = books.number('sumFen');
  if (trialBalanceFen !== 0) record.differ('sum of all accounts in fen', 0, trialBalanceFen);
  checkCharges(play, charges);
  checkReported(play);
  return {
    cities: await cityLines(play, charges, exceptions),
    charges,
    openExceptions: exceptions.map((one) => ({
      exceptionId: one.text('exceptionId'),
      city: one.text('city'),
      amountFen: one.number('amountFen'),
      owner: one.text('owner'),
    })),
    trialBalanceFen,
    accounts: books
      .list('items')
      .map((line) => ({ account: line.text('account'), balanceFen: line.number('balanceFen') })),
    statements: record.statements,
  };
}

function chargeLine(charge: Answer): ChargeLine {
  return {
    chargeNumber: charge.text('chargeNumber'),
    reason: charge.text('reason'),
    faultNumber: charge.optionalText('faultNumber'),
    serial: charge.optionalText('serial'),
    city: charge.text('city'),
    amountFen: charge.number('amountFen'),
    openFen: charge.number('openFen'),
    status: charge.text('status'),
  };
}

/** X4 as people see it: every case of the run ends in exactly one charge for its repair, be it of nothing. */
function checkCharges({ record }: Play, charges: readonly ChargeLine[]): void {
  for (const faultNumber of record.faultNumbers) {
    const count = charges.filter((one) => one.reason === 'repair' && one.faultNumber === faultNumber).length;
    if (count !== 1) record.differ(`charges for the repair of ${faultNumber}`, 1, count);
  }
}

/** An entitlement that was expected, but that nobody was asked for. */
function checkReported({ record, script }: Play): void {
  for (const { entitlements } of script.months.flatMap(({ expectations }) => expectations)) {
    for (const [serial, expected] of Object.entries(entitlements)) {
      if (!record.entitlements.has(serial))
        record.differ(`entitlement of ${serial}`, expected, 'no fault of it reported');
    }
  }
}

async function cityLines(
  { api, script }: Play,
  charges: readonly ChargeLine[],
  exceptions: readonly Answer[],
): Promise<readonly CityLine[]> {
  const allocations = (await api.get('spare-pool', 'allocations', people.approver)).list('items');
  const defective = await api.list('spare-pool', 'spare-units?condition=defective', people.approver);
  const open = await api.list('rma', 'rma-cases?status=open', people.technician);
  return script.cities.map(({ city }) => {
    const line = allocations.find((one) => one.text('city') === city);
    const of = (field: string): number => line?.optionalNumber(field) ?? 0;
    const underRepair = new Set(open.filter((one) => one.text('city') === city).map((one) => one.text('serial')));
    return {
      city,
      installed: of('installed'),
      allocation: of('allocation'),
      onHand: of('onHand'),
      inTransit: of('inTransit'),
      onLoan: of('onLoan'),
      atRepair: defective.filter((unit) => underRepair.has(unit.text('serial'))).length,
      owed: of('owedByRepair'),
      chargedFen: sumOf(charges, city, ({ amountFen }) => amountFen),
      openFen: sumOf(charges, city, ({ openFen }) => openFen),
      openExceptions: exceptions.filter((one) => one.text('city') === city).length,
    };
  });
}

function sumOf(charges: readonly ChargeLine[], city: string, figure: (charge: ChargeLine) => number): number {
  return charges.filter((charge) => charge.city === city).reduce((sum, charge) => sum + figure(charge), 0);
}

/** For programs: what `--json` writes. */
export function resultForPrograms(play: Play, result: Result, audit: AuditReport, seconds: number): object {
  const { record } = play;
  const days = [...record.allocations].map(([day, cities]) => {
    const byCity: Record<string, number> = Object.fromEntries(
      [...cities].map(([city, { allocation }]) => [city, allocation] as const),
    );
    return [day, byCity] as const;
  });
  return {
    entitlements: Object.fromEntries(record.entitlements),
    allocations: Object.fromEntries(days),
    cities: result.cities,
    charges: result.charges,
    reconciliation: result.statements,
    audit: { clean: audit.clean, seconds: audit.seconds, findings: audit.findings },
    openExceptions: result.openExceptions,
    trialBalanceFen: result.trialBalanceFen,
    differences: record.differences,
    notes: record.notes,
    registrationSeconds: record.registrationSeconds,
    seconds,
  };
}
