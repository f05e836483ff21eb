import type { PlayedMonth } from './months.js';
import type { ReplayProcess } from './replay-process.js';

/** What every run of the reduced months has to come to, on whatever bus and whoever was killed meanwhile. */
export function expectMonthPlayed(run: ReplayProcess, ...months: readonly PlayedMonth[]): void {
  const result = run.result();
  expect(result.differences).toEqual([]);
  expect(result.entitlements).toEqual(Object.assign({}, ...months.map(({ entitlements }) => entitlements)));
  const faults = months.flatMap((month) => month.faults);
  expect(result.charges.filter(({ reason }) => reason === 'repair')).toHaveLength(faults.length);
  expect(result.charges.map(({ reason }) => reason)).toContain('unreturned-advance');
  expect(result.reconciliation.map(({ state }) => state)).toEqual(result.reconciliation.map(() => 'closed'));
  expect(result.trialBalanceFen).toBe(0);
  expect(result.audit.findings.flatMap(({ violations }) => violations)).toEqual([]);
  expect(result.audit.clean).toBe(true);
  expect(run.output).toContain('everything as expected');
}
