import type { ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

/** A link leads its person to what waits for them, whoever was signed in before; a window left open notices. */
export async function signInJourney(stage: ConsoleStage): Promise<void> {
  const clerk = await stage.person('clerk.dl');
  const { page, context } = clerk;
  await page.getByRole('heading', { name: '大连业务员，今天的待办' }).waitFor();
  expect(new URL(page.url())).toMatchObject({ pathname: '/', hash: '' });

  // What one has typed is not there for another who signs in in the same window.
  await clerk.open('/apply');
  await page.locator('#reason').fill('开业备货');
  // Whoever is signed in is asked before a link makes them somebody else.
  await page.goto(await stage.linkFor('clerk.as'));
  await page.getByText('这个链接会以 鞍山业务员 (clerk.as) 的身份登录').waitFor();
  await page.getByRole('button', { name: '以 鞍山业务员 登录' }).click();
  await page.getByRole('heading', { name: '鞍山业务员，今天的待办' }).waitFor();
  await clerk.open('/apply');
  expect(await page.locator('#reason').inputValue()).toBe('');
  await clerk.open('/');

  // Another person's link in the same browser.
  const link = await stage.linkFor('liu.yang');
  const other = await context.newPage();
  await other.goto(link);
  await other.getByRole('button', { name: '以 刘洋 登录' }).click();
  await other.getByRole('heading', { name: '刘洋，今天的待办' }).waitFor();

  // Coming back to the first window; headless windows are never hidden, so that it is told.
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
  await page.getByRole('heading', { name: '刘洋，今天的待办' }).waitFor();
  await page.getByRole('link', { name: '拣货发货' }).waitFor();

  // Who comes second by one link is told so, in the page that asks who they are.
  await other.goto('about:blank');
  await other.goto(link);
  await other.getByText('登录链接已用过或已过期', { exact: true }).waitFor();
  await other.getByRole('button', { name: /登录$/ }).waitFor();

  // Signed out in one window, nothing stays readable in the other.
  await page.getByRole('link', { name: '刘洋' }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('button', { name: /登录$/ }).waitFor();
  await other.goto(new URL('/cases', link).href);
  await other.getByRole('button', { name: /登录$/ }).waitFor();
  await leave(clerk);
}
