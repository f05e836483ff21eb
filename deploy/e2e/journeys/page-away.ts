import type { ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

/** A page whose code does not come keeps the frame and says why; it opens by itself when the network is back. */
export async function pageAwayJourney(stage: ConsoleStage): Promise<void> {
  const clerk = await stage.person('clerk.dl');
  await clerk.settled();
  await clerk.context.setOffline(true);
  await clerk.page.getByRole('link', { name: '备用机', exact: true }).click();
  await clerk.page.getByText('页面没有打开').waitFor();
  await clerk.page.getByText('网络已断开，这个页面还没有载入').waitFor();
  await clerk.page.getByRole('navigation').first().waitFor();
  await clerk.context.setOffline(false);
  await clerk.page.locator('h1', { hasText: '备用机' }).waitFor();
  // What the browser says of code that did not come is no complaint about the page.
  clerk.complaints.length = 0;

  // The console was replaced meanwhile: the names of its files are others now. The tab is loaded anew by itself, once.
  await clerk.open('/');
  let isReplaced = true;
  clerk.page.once('load', () => (isReplaced = false));
  await clerk.page.route('**/assets/apply-*.js', (route) =>
    isReplaced ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await clerk.page.getByRole('link', { name: '申请备用机', exact: true }).click();
  await clerk.page.locator('h1', { hasText: '申请备用机' }).waitFor();
  clerk.complaints.length = 0;

  // A serial that nobody knows is no unit that owes nothing.
  await clerk.page.getByRole('textbox', { name: '扫描或输入序列号、单号' }).fill('cu-dl-0009');
  await clerk.page.keyboard.press('Enter');
  await clerk.page.waitForURL(/units/);
  await clerk.settled();
  await clerk.page.waitForURL(/CU-DL-0009$/);
  await clerk.page.getByText('保修至').first().waitFor();
  await clerk.open('/units/CU-DL-00');
  await clerk.page.getByText('没有 CU-DL-00 这台设备').waitFor();
  expect(await clerk.page.getByText('没有欠款').count()).toBe(0);
  await clerk.page.getByRole('link', { name: 'CU-DL-0009' }).waitFor();
  await clerk.page.getByRole('textbox', { name: '扫描或输入序列号、单号' }).fill('没有这个客户');
  await clerk.page.keyboard.press('Enter');
  await clerk.page.getByText('没有找到与 没有这个客户 相符的').waitFor();

  // An account's address has a dot, and is loaded anew like any other.
  const administrator = await stage.person('admin');
  await administrator.open('/accounts/clerk.dl');
  await administrator.page.locator('h1', { hasText: 'clerk.dl' }).waitFor();
  await leave(clerk, administrator);
}
