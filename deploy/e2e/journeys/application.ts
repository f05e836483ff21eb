import { customerUnit, model, spareUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

/** How long what one person does may take to show at another's. */
const liveWithinMilliseconds = 2_000;

/** S2 S3: an application from the branch over its approval to the receipt; three people, and nobody reloads. */
export async function applicationJourney(stage: ConsoleStage): Promise<void> {
  const clerk = await stage.person('clerk.dl');
  const approver = await stage.person('wang.fang');
  const warehouse = await stage.person('liu.yang');
  const spares = [spareUnit('SY', 1), spareUnit('SY', 2)];

  // Who signs in by a link begins at home; the scan box leads from anywhere to the unit.
  await clerk.page.getByRole('heading', { name: '今天的待办' }).waitFor();
  await clerk.settled();
  await clerk.page.keyboard.press('/');
  await clerk.scan(customerUnit('DL', 1));
  await clerk.page.getByText('保修至 2028-03-02', { exact: true }).waitFor();

  // The arithmetic is there before anything is sent.
  await clerk.open('/apply');
  await clerk.page.getByText('装机量 100').waitFor();
  await clerk.page.locator('#model').click();
  await clerk.page.getByTitle(model).click();
  await clerk.page.locator('#quantity').fill('3');
  await clerk.page.locator('#reason').fill('开业备货');
  await clerk.page.locator('.too-much').first().waitFor();
  await clerk.page.getByRole('button', { name: '提交申请' }).click();
  await clerk.page.getByText('超出配额，不能提交').waitFor();
  await clerk.page.locator('#quantity').fill('2');
  await approver.open('/');
  await clerk.page.getByRole('button', { name: '提交申请' }).click();
  await clerk.page.waitForURL(/\/applications\/SA-/);
  const application = clerk.page.url().split('/').at(-1) ?? '';

  // Shown without reloading to whoever decides.
  const shown = performance.now();
  const waiting = approver.page.getByRole('link', { name: application });
  await waiting.waitFor({ timeout: liveWithinMilliseconds });
  process.stdout.write(`an application showed at the approver's after ${Math.round(performance.now() - shown)} ms\n`);
  await waiting.click();

  // Somebody is faster: whoever comes second is told who and when, before anything is sent.
  const second = await stage.person('zhang.wei');
  await second.open(`/applications/${application}`);
  await second.page.getByRole('button', { name: '批准', exact: true }).click();
  const overtaken = second.page.getByRole('dialog');
  await overtaken.waitFor();
  await approver.command('批准');
  await overtaken.getByText(/审批人：王芳 \(wang\.fang\)/).waitFor();
  await overtaken.getByRole('button', { name: '查看最新状态' }).click();
  await second.untilHead('已批准');
  await approver.untilHead('已批准');
  await clerk.untilHead('已批准');

  // People are called by name: the document says by which account too, a list when it is pointed at.
  await clerk.page.locator('.document-fields').getByText('王芳 wang.fang', { exact: true }).waitFor();
  await approver.open('/applications');
  const applicant = approver.page.getByTitle('clerk.dl').first();
  if ((await applicant.innerText()) !== '大连业务员') throw new Error(`The list says ${await applicant.innerText()}.`);

  // Without the mouse: the order, a wrong serial, the right ones, Enter.
  await warehouse.open('/ship');
  await warehouse.page.getByRole('button', { name: application }).waitFor();
  await warehouse.scan(application, 'NO-SUCH-UNIT', ...spares);
  await warehouse.page.locator('.scan-lines li.wrong', { hasText: 'NO-SUCH-UNIT' }).waitFor();
  for (const spare of spares) await warehouse.page.locator('.scan-lines li.right', { hasText: spare }).waitFor();
  await warehouse.page.getByLabel('承运方').fill('顺丰');
  await warehouse.page.getByLabel('运单号').fill('SF1234567890');
  // Loaded anew in the middle of it, nothing has to be scanned or typed again.
  await warehouse.page.reload();
  for (const spare of spares) await warehouse.page.locator('.scan-lines li.right', { hasText: spare }).waitFor();
  await warehouse.page.locator('#scan-field:focus').waitFor();
  await warehouse.page.keyboard.press('Enter');
  await warehouse.page.waitForURL(/\/shipments\/SH-/);
  const shipment = warehouse.page.url().split('/').at(-1) ?? '';
  for (const text of ['顺丰', 'SF1234567890'])
    await warehouse.page.locator('.document-fields').getByText(text, { exact: true }).waitFor();

  await clerk.open('/receive-shipment');
  await clerk.page.getByRole('button', { name: shipment }).waitFor();
  await clerk.scan(shipment);
  await clerk.page.locator('.scan-lines li.waiting').nth(1).waitFor();
  await clerk.scan(...spares.slice(0, 1));
  await clerk.page.locator('.scan-lines li.right').waitFor();
  await clerk.page.reload();
  await clerk.page.locator('.scan-lines li.right').waitFor();
  await clerk.scan(...spares.slice(1));
  await clerk.page.locator('.scan-lines li.right').nth(1).waitFor();
  await clerk.page.keyboard.press('Enter');
  await clerk.page.waitForURL(/\/shipments\/SH-/);
  await clerk.open(`/units/${spares[0] ?? ''}`);
  await clerk.page.locator('.fact', { hasText: '大连' }).waitFor();
  await leave(clerk, approver, second, warehouse);
}
