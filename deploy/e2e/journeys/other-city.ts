import { customerUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

/** X8: what is another city's is not there, whatever the address says. */
export async function otherCityJourney(stage: ConsoleStage): Promise<void> {
  const unit = customerUnit('DL', 7);
  const reported = await stage.system.post('rma', 'rma-cases', 'technician', {
    serial: unit,
    city: 'DL',
    reporterName: '孙丽',
    reporterPhone: '0411-5550-0007',
    symptom: '无信号',
    severity: 'normal',
  });
  const faultNumber = String(reported['faultNumber']);
  const own = await stage.person('clerk.dl');
  await own.open(`/cases/${faultNumber}`);
  await own.page.getByText('无信号').first().waitFor();

  const other = await stage.person('clerk.as');
  await other.open(`/cases/${faultNumber}`);
  await other.page.getByText('没有找到').waitFor();
  expect(await other.page.content()).not.toContain('无信号');
  await other.open(`/units/${unit}`);
  await other.page.getByText('这台设备').waitFor();
  expect(await other.page.content()).not.toContain('大连港务');

  // The same by the API, through the console and with the person's own session.
  const statusOf = async (path: string): Promise<number> => (await other.page.request.get(address(path))).status();
  const address = (path: string): string => new URL(path, other.page.url()).href;
  expect(await statusOf(`/api/rma/v1/rma-cases/${faultNumber}`)).toBe(404);
  expect(await statusOf(`/api/warranty/v1/covered-units/${unit}`)).toBe(404);
  for (const path of ['/api/rma/v1/rma-cases?city=DL', '/api/warranty/v1/covered-units?city=DL']) {
    const answer = await other.page.request.get(address(path));
    expect({ path, rows: answer.ok() ? (await answer.json()).items : [] }).toEqual({ path, rows: [] });
  }
  const allocations = await other.page.request.get(address('/api/spare-pool/v1/allocations?city=DL'));
  expect(allocations.status()).toBe(403);
  const all = await other.page.request.get(address('/api/rma/v1/rma-cases'));
  expect(JSON.stringify(await all.json())).not.toContain(faultNumber);
  await leave(own, other);
}
