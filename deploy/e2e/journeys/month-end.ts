import { spareUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

const month = '2026-10';
const statement = 'RC-202610-YK';

/** S4 S5: one unit of three is not there; two sign, and its custodian owes what it costs. */
export async function monthEndJourney(stage: ConsoleStage): Promise<void> {
  const approver = await stage.person('wang.fang');
  const custodian = await stage.person('head.yk');
  const finance = await stage.person('qian.hui');

  await approver.open(`/month-end?month=${month}`);
  await approver.command('开启对账', { city: 'YK' });
  await approver.page.getByRole('link', { name: statement }).waitFor();

  await custodian.open(`/statements/${statement}`);
  await custodian.page.getByText('扫描盘点：还差 3 台').waitFor();
  // A batch of the scanner is as many units as it has lines, and what was misread comes out again.
  await custodian.scan(`${spareUnit('YK', 1)} ${spareUnit('YK', 2)}`, 'MISREAD-1');
  await custodian.page.locator('tr', { hasText: 'MISREAD-1' }).waitFor();
  await custodian.command('取消扫描', { reason: '误扫' });
  await custodian.page.getByText('扫描盘点：还差 1 台').waitFor();
  await custodian.page.locator('tr', { hasText: spareUnit('YK', 3) }).waitFor();
  await custodian.refusedCommand('保管人签字', {}, '差异');
  await custodian.command('处理差异', { resolution: '丢失', note: '遍寻不着' });
  await custodian.page.getByText('扫描盘点：还差 0 台').waitFor();
  await custodian.command('保管人签字');
  await custodian.untilHead('已签字');
  expect(await custodian.page.getByRole('button', { name: '总部会签并关闭' }).count()).toBe(0);

  await approver.open(`/statements/${statement}`);
  await approver.command('总部会签并关闭');
  await approver.untilHead('已关闭');
  await custodian.untilHead('已关闭');

  await finance.open('/charges?reason=compensation&city=YK');
  const charge = finance.page.locator('tr', { hasText: spareUnit('YK', 3) });
  await charge.getByText('¥360.00').first().waitFor();
  await charge.getByTitle('head.yk').getByText('营口负责人').waitFor();
  await leave(approver, custodian, finance);
}
