import type { Route } from 'playwright-core';
import { customerUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

/** A command is done when the service has answered it, however long it takes to read the page anew; until then its button is busy. */
export async function answeredCommandJourney(stage: ConsoleStage): Promise<void> {
  const reported = await stage.system.post('rma', 'rma-cases', 'technician', {
    serial: customerUnit('DL', 20),
    city: 'DL',
    reporterName: '孙丽',
    reporterPhone: '0411-5550-0020',
    symptom: '屏幕闪烁',
    severity: 'normal',
  });
  const clerk = await stage.person('clerk.dl');
  await clerk.open(`/cases/${String(reported['faultNumber'])}`);
  await clerk.untilHead('已报修');

  const held: Route[] = [];
  const hold = (route: Route): Promise<void> => {
    if (route.request().method() !== 'GET') return route.continue();
    held.push(route);
    return Promise.resolve();
  };
  await clerk.page.route('**/api/**', hold);
  await clerk.command('远程诊断', { note: '送修' });
  const busy = clerk.page.locator('.page-head button[aria-busy=true]:disabled', { hasText: '远程诊断' });
  await busy.waitFor();
  await clerk.page.unroute('**/api/**', hold);
  await Promise.all(held.map((route) => route.continue().catch(() => undefined)));
  await clerk.untilHead('已诊断');
  await busy.waitFor({ state: 'detached' });
  await leave(clerk);
}
