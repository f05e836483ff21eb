import { customerUnit, spareUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

const unit = customerUnit('AS', 1);
const spare = spareUnit('AS', 1);
const photo = {
  name: 'parcel.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** R1 S7 B2 B3 B4: out of warranty, a spare lent meanwhile, quoted, confirmed, mended, paid, returned; four people. */
export async function faultToReturnJourney(stage: ConsoleStage): Promise<void> {
  const clerk = await stage.person('clerk.as');
  const technician = await stage.person('chen.jun');
  const warehouse = await stage.person('liu.yang');
  const finance = await stage.person('qian.hui');

  await clerk.settled();
  await clerk.page.keyboard.press('/');
  await clerk.scan(unit);
  await clerk.page.getByRole('heading', { name: unit }).waitFor();
  await clerk.page.getByRole('button', { name: '报修' }).click();
  await clerk.page.getByRole('button', { name: '使用客户资料' }).click();
  await clerk.page.locator('#symptom').fill('不能开机');
  await clerk.page.getByRole('button', { name: '登记报修' }).click();
  await clerk.page.waitForURL(/\/cases\/FR-/);
  const faultNumber = clerk.page.url().split('/').at(-1) ?? '';
  // Warranty's decision arrives without a reload.
  await clerk.page.locator('.case-head').getByText('只收成本').waitFor();
  await clerk.command('远程诊断', { note: '电源灯不亮，送修' });
  await clerk.untilHead('已诊断');
  await clerk.command('借出备用机');
  await clerk.page.locator('.case-head').getByRole('link', { name: spare }).waitFor();

  await warehouse.open('/receive-returns');
  await warehouse.scan(unit);
  await warehouse.page.locator('.scan-lines li.right', { hasText: unit }).waitFor();

  // R5: what nobody expected is taken in all the same, and shown by a photo.
  await warehouse.scan('NOBODY-KNOWS-1');
  await warehouse.page.locator('.scan-lines li.wrong', { hasText: 'NOBODY-KNOWS-1' }).waitFor();
  await warehouse.page.locator('input[type=file]').setInputFiles(photo);
  await warehouse.page.getByRole('link', { name: /^EX-/ }).click();
  await warehouse.page.getByRole('img', { name: photo.name }).waitFor();

  await technician.open(`/cases/${faultNumber}`);
  await technician.untilHead('已收到');
  await technician.command('检测', { findings: '主板电源芯片损坏' });
  await technician.untilHead('已检测');
  await technician.command('报价');

  // B2: no paid work without the customer's word.
  await clerk.page.locator('.case-head').getByRole('link', { name: '¥180.00' }).click();
  await clerk.command('客户确认', { confirmedBy: '孙丽' });
  await clerk.untilHead('已确认');
  await technician.page.locator('.case-head').getByText('已确认').waitFor();
  await technician.command('开始维修');
  await technician.untilHead('维修中');
  await technician.command('维修完成', { workDone: '更换电源芯片' });
  await technician.untilHead('已修复');
  await technician.command('测试', { passed: 'yes', measured: '连续运行 2 小时正常' });
  await technician.untilHead('已测试');

  await warehouse.open(`/cases/${faultNumber}`);
  await warehouse.command('归还客户');
  await warehouse.untilHead('已还客户');

  await clerk.open(`/loans?faultNumber=${faultNumber}`);
  await clerk.page.getByRole('link', { name: /^LN-/ }).click();
  await clerk.command('收回', { scannedSerial: spare, condition: '良好', measured: '连续运行 2 小时正常' });
  await clerk.untilHead('已归还');
  await clerk.open(`/charges?faultNumber=${faultNumber}`);
  await clerk.page.getByRole('link', { name: /^CH-/ }).click();
  await clerk.command('收款');
  await clerk.untilHead('已结清');
  await clerk.open('/hand-in');
  await clerk.page.getByRole('cell', { name: '¥180.00', exact: true }).waitFor();
  await clerk.page.getByRole('button', { name: '上交' }).click();
  await clerk.page.waitForURL(/\/handovers\/HO-/);
  const handover = clerk.page.url().split('/').at(-1) ?? '';

  await finance.open(`/handovers/${handover}`);
  // Counted without a hint of what the branch has written down.
  await finance.command('财务验收', { countedFen: '180' });
  await finance.untilHead('已验收');
  await clerk.untilHead('已验收');

  // R11: the unit tells the whole way, of every service.
  await clerk.open(`/units/${unit}`);
  await clerk.page.getByText('没有欠款').waitFor();
  const timeline = clerk.page.locator('.timeline');
  for (const what of ['报修', '保修判定', '借出备用机', '客户确认报价', '归还客户', '费用结清'])
    await timeline.getByText(what, { exact: true }).first().waitFor();
  await leave(clerk, technician, warehouse, finance);
}
