import { spareUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

const scans = 50;

/** S5: from the home page to the last of fifty units by nothing but keys, as fast as a scanner sends them. */
export async function fiftyScansJourney(stage: ConsoleStage): Promise<void> {
  const body = { month: '2026-10', city: 'PJ' };
  await stage.system.post('spare-pool', 'reconciliations', 'headquarters-approver', body);
  const custodian = await stage.person('head.pj');
  await custodian.settled();
  await custodian.page.keyboard.press('/');
  await custodian.scan('RC-202610-PJ');
  await custodian.page.getByText(`扫描盘点：还差 ${scans} 台`).waitFor();
  const started = performance.now();
  const serials = Array.from({ length: scans }, (_, index) => spareUnit('PJ', index + 1));
  await custodian.scan(...serials.slice(0, 25), 'NOT-OURS', ...serials.slice(25));
  await custodian.page.getByText('扫描盘点：还差 0 台').waitFor();
  await custodian.page.locator('.scan-field.right').waitFor();
  const took = performance.now() - started;
  process.stdout.write(`${scans} scans were in the books after ${Math.round(took)} ms\n`);
  // The one that is not ours stands out, and is a line of the statement.
  await custodian.page.locator('.scan-lines li.wrong', { hasText: 'NOT-OURS' }).waitFor();
  await custodian.page.locator('tr', { hasText: 'NOT-OURS' }).waitFor();
  await leave(custodian);
}
