import { formatYuan, parseFen } from '@rotables/domain-kernel';
import { reportLines, type AuditReport } from '../audit/report.js';
import type { Play } from './play.js';
import type { CityLine, Result } from './result.js';

/** What a person reads at the end of a run. */
export function summaryLines(play: Play, result: Result, audit: AuditReport, seconds: number): readonly string[] {
  const { record, api } = play;
  const differences = record.differences.map(
    ({ what, expected, found }) => `DIFFERS: ${what}: expected ${expected}, found ${found}`,
  );
  return [
    '',
    ...cityTable(result.cities),
    '',
    ...entitlementLines(play),
    ...moneyLines(result),
    '',
    ...record.notes,
    '',
    ...reportLines(audit),
    '',
    ...differences,
    `${record.faultNumbers.length} cases, ${api.requests} requests (${api.repeated} repeated), ${seconds.toFixed(1)} s; ` +
      (differences.length === 0 && audit.clean ? 'everything as expected.' : `${differences.length} differences.`),
  ];
}

const columns: readonly (readonly [heading: string, of: (line: CityLine) => string | number])[] = [
  ['city', ({ city }) => city],
  ['installed', ({ installed }) => installed],
  ['allocation', ({ allocation }) => allocation],
  ['on hand', ({ onHand }) => onHand],
  ['in transit', ({ inTransit }) => inTransit],
  ['on loan', ({ onLoan }) => onLoan],
  ['at repair', ({ atRepair }) => atRepair],
  ['owed', ({ owed }) => owed],
  ['charged', ({ chargedFen }) => yuan(chargedFen)],
  ['open', ({ openFen }) => yuan(openFen)],
  ['exceptions', ({ openExceptions }) => openExceptions],
];

function cityTable(cities: readonly CityLine[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(6) : cell.padStart(11))).join('');
  return [
    line(columns.map(([heading]) => heading)),
    ...cities.map((city) => line(columns.map(([, of]) => String(of(city))))),
  ];
}

function entitlementLines({ record }: Play): readonly string[] {
  const counts = Map.groupBy(record.entitlements.values(), (kind) => kind);
  return [
    `Entitlements: ${[...counts]
      .map(([kind, all]) => `${all.length} ${kind}`)
      .sort()
      .join(', ')}`,
  ];
}

function moneyLines({ charges, openExceptions, accounts }: Result): readonly string[] {
  const reasons = [...Map.groupBy(charges, ({ reason }) => reason)].map(([reason, all]) => {
    const sum = all.reduce((total, { amountFen }) => total + amountFen, 0);
    const free = all.filter(({ amountFen }) => amountFen === 0).length;
    return `${all.length} ${reason} (${free} of nothing) ${yuan(sum)}`;
  });
  const open = charges.reduce((total, { openFen }) => total + openFen, 0);
  const moved = accounts
    .filter(({ balanceFen }) => balanceFen !== 0)
    .map(({ account, balanceFen }) => `${account} ${yuan(balanceFen)}`);
  const exceptions = openExceptions.map(
    ({ exceptionId, amountFen, owner }) => `  ${exceptionId}: ${yuan(amountFen)}, ${owner}`,
  );
  return [
    `Charges: ${reasons.join('; ')}; still open ${yuan(open)}`,
    `Accounts: ${moved.join('; ')}`,
    `Open exceptions at the end: ${openExceptions.length === 0 ? 'none' : ''}`,
    ...exceptions,
  ];
}

function yuan(fen: number): string {
  return formatYuan(parseFen(fen, 'amount'));
}
