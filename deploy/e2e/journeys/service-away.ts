import { customerUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

const unit = customerUnit('DL', 30);
const away = '“返修”服务暂时没有响应';

/** One service stops while three people work: each page says which part is away, nothing typed is lost, the rest goes on, and all comes back by itself. */
export async function serviceAwayJourney(stage: ConsoleStage): Promise<void> {
  const reported = await stage.system.post('rma', 'rma-cases', 'technician', {
    serial: customerUnit('DL', 31),
    city: 'DL',
    reporterName: '孙丽',
    reporterPhone: '0411-5550-0031',
    symptom: '无信号',
    severity: 'normal',
  });
  const clerk = await stage.person('clerk.dl');
  const second = await stage.person('head.dl');
  const approver = await stage.person('wang.fang');

  await clerk.open(`/report-fault?serial=${unit}`);
  await clerk.page.getByRole('button', { name: '使用客户资料' }).click();
  await clerk.page.locator('#symptom').fill('按键失灵');
  await second.open(`/cases/${String(reported['faultNumber'])}`);
  await second.untilHead('已报修');
  await second.page.getByRole('button', { name: '远程诊断' }).click();
  const dialog = second.page.getByRole('dialog');
  await dialog.locator('#note').fill('已请客户送修');

  await stage.system.stopService('rma');
  await clerk.page.getByRole('button', { name: '登记报修' }).click();
  await clerk.page.getByRole('alert').getByText(away).waitFor();
  await dialog.getByRole('button', { name: '远程诊断' }).click();
  await dialog.getByRole('alert').getByText(away).waitFor();

  // The rest goes on: what the other services know of a unit, and a register of another one.
  await clerk.goOn(`/units/${unit}`);
  await clerk.page.getByText('保修至 2028-03-02', { exact: true }).waitFor();
  const cases = clerk.page.locator('.ant-card', { hasText: '故障单' });
  await cases.getByRole('alert').getByText(away).waitFor();
  const timeline = clerk.page.locator('.ant-card', { hasText: '全部经过' });
  await timeline.getByRole('alert').getByText(away).waitFor();
  await approver.open('/');
  await approver.page.getByRole('alert').getByText(away).first().waitFor();
  await approver.open('/cases');
  await approver.page.getByRole('alert').getByText(away).waitFor();
  await approver.goOn('/spare-units');
  await approver.page.locator('td', { hasText: '盘锦' }).first().waitFor();
  expect(await approver.page.getByRole('alert').count()).toBe(0);
  await approver.goOn('/cases');
  await approver.page.getByRole('alert').getByText(away).waitFor();

  // It comes back while nobody touches a key.
  await stage.system.startService('rma');
  await cases.getByText('没有报修过').waitFor();
  await approver.page.getByRole('link', { name: String(reported['faultNumber']) }).waitFor();
  expect(await approver.page.getByRole('alert').count()).toBe(0);
  expect(await timeline.getByRole('alert').count()).toBe(0);

  // What was typed is there still, even in a page loaded anew, and takes effect now.
  expect(await dialog.locator('#note').inputValue()).toBe('已请客户送修');
  await second.page.reload();
  await second.untilHead('已报修');
  await second.page.getByRole('button', { name: '远程诊断' }).click();
  expect(await dialog.locator('#note').inputValue()).toBe('已请客户送修');
  await dialog.getByRole('button', { name: '远程诊断' }).click();
  await dialog.waitFor({ state: 'detached' });
  await second.untilHead('已诊断');
  await clerk.goOn(`/report-fault?serial=${unit}`);
  expect(await clerk.page.locator('#symptom').inputValue()).toBe('按键失灵');
  await clerk.page.getByRole('button', { name: '登记报修' }).click();
  await clerk.page.waitForURL(/\/cases\/FR-/);
  await leave(clerk, second, approver);
}
