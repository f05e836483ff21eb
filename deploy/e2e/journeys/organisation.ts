import type { ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

/** O2 B1: a site is opened and is offered to a successor by a count that is the book, who accepts it himself; a fee is defined from a day on. */
export async function organisationJourney(stage: ConsoleStage): Promise<void> {
  const administrator = await stage.person('admin');
  await administrator.open('/sites');
  const site = { site: 'FS', city: 'FS', nameZh: '抚顺库', nameEn: 'Fushun store', custodian: 'liu.yang' };
  await administrator.command('设立网点', { ...site, siteKind: '库管中心' });
  await administrator.page.getByRole('link', { name: 'FS', exact: true }).click();
  await administrator.page.getByRole('cell', { name: 'liu.yang' }).first().waitFor();

  const successor = await stage.person('sun.tao');
  const custodian = await stage.person('liu.yang');
  await custodian.open('/sites/FS');
  const offer = { toCustodian: 'sun.tao' };
  await custodian.refusedCommand('提出移交保管', { ...offer, countedSerials: 'NOT-HERE' }, '盘点与账面不符');
  await custodian.command('提出移交保管', offer);
  await custodian.refusedCommand('提出移交保管', offer, '正在移交');
  // Nothing has passed until the successor says so himself.
  await successor.open('/custody-hand-overs');
  await successor.page.getByRole('link', { name: /^CU-/ }).first().click();
  await successor.command('接受保管');
  await successor.untilHead('已接受');
  await administrator.page.getByRole('cell', { name: 'sun.tao' }).first().waitFor();
  // Who has handed over is not the custodian any more.
  await custodian.refusedCommand('提出移交保管', { toCustodian: 'wang.fang' }, 'sun.tao');

  const finance = await stage.person('qian.hui');
  await finance.open('/fees');
  const fee = { feeCode: '工时', description: '工时费（每小时）', amountFen: '80', effectiveOn: '2027-01-01' };
  await finance.command('定价', fee);
  const line = finance.page.locator('tr', { hasText: '2027-01-01' });
  await line.getByText('¥80.00').waitFor();
  await finance.refusedCommand('定价', { ...fee, amountFen: '90' }, '收费标准不能修改');
  await leave(administrator, custodian, successor, finance);
}
