import type { ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

/** O3: a new colleague is let in by a link that the administrator hands over, and is out at once when the account is disabled. */
export async function accountsJourney(stage: ConsoleStage): Promise<void> {
  const administrator = await stage.person('admin');
  const { page } = administrator;
  await administrator.open('/accounts');
  const colleague = { account: 'sun.li', name: '孙丽', roles: '业务员' };
  await administrator.refusedCommand('新增人员', colleague, '请至少选择一个城市');
  await administrator.command('新增人员', { ...colleague, cities: '大连' });
  await administrator.open('/accounts?name=孙');
  await page.getByRole('link', { name: 'sun.li', exact: true }).click();
  await administrator.untilHead('有效');

  await page.getByRole('button', { name: '发登录链接', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '发登录链接', exact: true }).click();
  const link = await dialog.getByText('/sign-in#link=').innerText();
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
  await dialog.waitFor({ state: 'detached' });

  const newcomer = await stage.signIn(link.trim());
  await newcomer.page.getByRole('heading', { name: '孙丽，今天的待办' }).waitFor();

  await administrator.command('停用', { reason: '离职' });
  await administrator.untilHead('已停用');
  await page.getByRole('cell', { name: '离职' }).waitFor();
  await newcomer.open('/cases');
  await newcomer.page.getByRole('button', { name: /登录$/ }).waitFor();
  await leave(administrator, newcomer);
}
