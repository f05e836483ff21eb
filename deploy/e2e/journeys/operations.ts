import { unitRegisteredV1, type UnitRegistered } from '@rotables/contracts';
import type { Locator } from 'playwright-core';
import type { Person } from '../support/browser.js';
import { model, type ConsoleStage } from '../support/console-stage.js';
import { look } from '../support/look.js';
import { leave } from './leave.js';

/** Both keep what was registered: the one for its cases, the other for what it charges. */
const receivers = ['返修', '费用'] as const;

const registered = (serial: string): UnitRegistered => ({
  ...unitRegisteredV1.example,
  serial,
  model,
  city: 'PJ',
  customerName: '盘锦港务',
});

/** As a release with a mistake would tell it: not in the shape that both sides agreed on. */
const misspelt = (serial: string): object => ({ ...registered(serial), model: null });

/**
 * X5: events that a service cannot read are set aside with what comes after them, and say why. The operator mends one and gives the other up; what was
 * mended, and what waited behind, has its effect then.
 */
export async function operationsJourney(stage: ConsoleStage): Promise<void> {
  const { system } = stage;
  await system.tell(unitRegisteredV1, 'OPS-MEND', [misspelt('OPS-MEND')]);
  await system.tell(unitRegisteredV1, 'OPS-SKIP', [misspelt('OPS-SKIP'), registered('OPS-SKIP')]);

  const operator = await stage.person('admin');
  await operator.open('/operations');
  const parked = rowsOf(operator, '暂停的编号');
  const letters = rowsOf(operator, '未能处理的事件');
  for (const receiver of receivers) {
    await parked(receiver, 'OPS-MEND').getByText('事件有误').waitFor();
    await parked(receiver, 'OPS-SKIP').getByText('事件有误').waitFor();
    // Why, in the words of the service that could not read it.
    await letters(receiver, 'OPS-MEND').getByText('body/model must be string').waitFor();
    await letters(receiver, 'OPS-SKIP').getByText('等待', { exact: true }).waitFor();
  }
  const problems = [...(await look(operator, 'zh-operations-parked'))];
  await operator.changeLanguage();
  problems.push(...(await look(operator, 'en-operations-parked')));
  await operator.changeLanguage();
  expect(problems).toEqual([]);

  for (const receiver of receivers) {
    await decide(operator, letters(receiver, 'OPS-MEND'), '修正内容', {
      body: JSON.stringify(registered('OPS-MEND')),
      reason: '型号缺失，按验收单补上',
    });
    await letters(receiver, 'OPS-MEND').getByText('是', { exact: true }).waitFor();
    await decide(operator, parked(receiver, 'OPS-MEND'), '恢复处理', { reason: '内容已修正' });
    await parked(receiver, 'OPS-MEND').waitFor({ state: 'detached' });
    await letters(receiver, 'OPS-MEND').waitFor({ state: 'detached' });

    const first = letters(receiver, 'OPS-SKIP').filter({ hasText: 'must be string' });
    await decide(operator, first, '放弃此事件', { reason: '重复的登记，后一条是对的' });
    await decide(operator, parked(receiver, 'OPS-SKIP'), '恢复处理', { reason: '后一条可以处理' });
    await parked(receiver, 'OPS-SKIP').waitFor({ state: 'detached' });
    await letters(receiver, 'OPS-SKIP').first().waitFor({ state: 'detached' });
  }
  expect(await modelKnownOf(stage, 'OPS-MEND')).toBe(model);
  expect(await modelKnownOf(stage, 'OPS-SKIP')).toBe(model);
  await leave(operator);
}

/** Rows of the table with that title that say all of it. */
function rowsOf({ page }: Person, title: string): (...texts: readonly string[]) => Locator {
  const table = page
    .locator('.ant-table-wrapper')
    .filter({ has: page.locator('.ant-table-title strong').getByText(title, { exact: true }) });
  return (...texts) =>
    texts.reduce(
      (rows, text) => rows.filter({ has: page.getByText(text, { exact: true }) }),
      table.locator('tbody tr'),
    );
}

async function decide(
  { page }: Person,
  row: Locator,
  label: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await row.getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const [name, value] of Object.entries(fields)) await dialog.locator(`#${name}`).fill(value);
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** A case takes its model from what was registered. */
async function modelKnownOf({ system }: ConsoleStage, serial: string): Promise<unknown> {
  const reported = await system.post('rma', 'rma-cases', 'technician', {
    serial,
    city: 'PJ',
    reporterName: '孙丽',
    reporterPhone: '0427-5550-0001',
    symptom: '无信号',
    severity: 'normal',
  });
  return reported['model'];
}
