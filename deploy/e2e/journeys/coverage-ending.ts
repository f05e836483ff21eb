import { readFileSync } from 'node:fs';
import readExcelFile from 'read-excel-file/node';
import { model, type ConsoleStage } from '../support/console-stage.js';
import { look } from '../support/look.js';
import { leave } from './leave.js';

const day = 86_400_000;
const planMonths = 24;

/** The day of an acceptance whose coverage of two years has so many days left. */
function acceptedSoThat(daysLeft: number): string {
  const until = new Date(Date.now() + 8 * 3_600_000 + daysLeft * day);
  until.setUTCMonth(until.getUTCMonth() - planMonths);
  return until.toISOString().slice(0, 10);
}

/** W9 W10: a branch sees what runs out next on its home page, chooses how far ahead to look, takes the list along, and renews. */
export async function coverageEndingJourney(stage: ConsoleStage): Promise<void> {
  const register = (serial: string, city: string, daysLeft: number) =>
    stage.system.post('warranty', 'covered-units', 'administrator', {
      serial,
      model,
      city,
      plan: 'STD24',
      acceptanceOn: acceptedSoThat(daysLeft),
      installedOn: acceptedSoThat(daysLeft),
      customerName: '营口港务',
      customerPhone: '0417-5550-0001',
      contractNumber: 'HT-2026',
    });
  await register('END-YK-SOON', 'YK', 20);
  await register('END-YK-LATER', 'YK', 75);
  await register('END-PJ-SOON', 'PJ', 10);

  const custodian = await stage.person('head.yk');
  await custodian.open('/');
  const card = custodian.page.locator('.waiting', { hasText: '保修 30 天内到期' });
  await card.getByText('END-YK-SOON').waitFor();
  const problems = [...(await look(custodian, 'zh-home-coverage-endings'))];
  await card.getByRole('link', { name: '保修 30 天内到期' }).click();
  const row = (serial: string) => custodian.page.locator('.register tr', { hasText: serial });
  await row('END-YK-SOON').waitFor();
  expect(await row('END-YK-LATER').count()).toBe(0);
  await custodian.page.getByRole('combobox', { name: '到期' }).click();
  await custodian.page.getByTitle('90 天内到期').click();
  await row('END-YK-LATER').waitFor();
  expect(await row('END-PJ-SOON').count()).toBe(0);
  await custodian.page.reload();
  await row('END-YK-LATER').waitFor();
  problems.push(...(await look(custodian, 'zh-coverage-endings')));
  await custodian.changeLanguage();
  problems.push(...(await look(custodian, 'en-coverage-endings')));
  await custodian.changeLanguage();

  const [download] = await Promise.all([
    custodian.page.waitForEvent('download'),
    custodian.page.getByRole('button', { name: '导出到 Excel' }).click(),
  ]);
  const [sheet] = await readExcelFile(readFileSync(await download.path()));
  expect(sheet?.data.slice(1).map(([serial]) => serial)).toEqual(['END-YK-SOON', 'END-YK-LATER']);

  await row('END-YK-SOON').getByRole('button', { name: '续保' }).click();
  await custodian.page.getByRole('dialog').getByRole('button', { name: '续保' }).click();
  await row('END-YK-SOON').waitFor({ state: 'detached' });
  expect(problems).toEqual([]);

  // Headquarters sees the other cities' too, the first first.
  const approver = await stage.person('zhang.wei');
  await approver.open('/coverage-endings?endsWithin=90-days');
  const first = approver.page.locator('.register tbody tr.ant-table-row').first();
  await first.getByText('END-PJ-SOON').waitFor();
  await leave(custodian, approver);
}
