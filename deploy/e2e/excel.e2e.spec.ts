import { readFileSync } from 'node:fs';
import type { Browser, Download } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import { people } from '../replay/people.js';
import { Person, startBrowser } from './support/browser.js';
import { MonthSystem } from './support/month-system.js';

type Sheets = readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];

let system: MonthSystem;
let browser: Browser;
let links: ReadonlyMap<string, string>;

async function signedIn(account: string): Promise<Person> {
  return Person.signIn(browser, links.get(account) ?? '');
}

async function sheetsOf(download: Download): Promise<Sheets> {
  return readExcelFile(readFileSync(await download.path()));
}

beforeAll(async () => {
  [system, browser] = await Promise.all([MonthSystem.start(), startBrowser()]);
  links = await system.links();
}, 300_000);

afterAll(async () => {
  await browser.close();
  await system.stop();
});

describe('Excel', () => {
  it('takes every page of a register under its filters, numbers as numbers and serials as text', async () => {
    // So many that the workbook is compressed in a worker of its own.
    await system.api.post('spare-pool', 'spare-units/acquire', people.warehouse, 'many units', {
      site: system.cities[0],
      acquiredAt: '2013-05-02T01:00:00Z',
      units: Array.from({ length: 1_000 }, (_, index) => ({ serial: `00${10_000 + index}`, model: 'M-EXCEL' })),
    });
    const approver = await signedIn(people.approver.actor);
    await approver.open('/spare-units?model=M-EXCEL');
    const [download] = await Promise.all([
      approver.page.waitForEvent('download'),
      approver.page.getByRole('button', { name: '导出到 Excel' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^spare-units-\d{4}-\d{2}-\d{2}\.xlsx$/);
    const [sheet] = await sheetsOf(download);
    const [heading = [], ...rows] = sheet?.data ?? [];
    expect(heading).toContain('序列号');
    expect(rows).toHaveLength(1_000);
    expect(new Set(rows.map(([serial]) => serial)).size).toBe(1_000);
    expect(rows.every(([serial]) => typeof serial === 'string' && serial.startsWith('00'))).toBe(true);
    // Business time, whatever the zone of the browser: 01:00 UTC is 09:00 in Shanghai.
    expect(rows[0]).toContainEqual(new Date('2013-05-02T09:00:00Z'));
    const custodian = rows[0]?.[heading.indexOf('保管人')];
    expect(custodian).toMatch(/^\S.* \(head\.[a-z]+\)$/);
    await approver.page.getByText('已导出 1000 行').waitFor();

    await approver.open('/charges');
    const [charges] = await Promise.all([
      approver.page.waitForEvent('download'),
      approver.page.getByRole('button', { name: '导出到 Excel' }).click(),
    ]);
    const [money] = await sheetsOf(charges);
    const amount = money?.data[0]?.indexOf('金额') ?? -1;
    expect(amount).toBeGreaterThan(0);
    expect(typeof money?.data[1]?.[amount]).toBe('number');
    expect(approver.complaints).toEqual([]);
    await approver.context.close();
  });

  it('S5 takes a statement with its summary and its lines', async () => {
    const approver = await signedIn(people.secondFinance.actor);
    const [statement] = await system.api.list('spare-pool', 'reconciliations', people.auditor);
    const number = statement?.text('statementNumber') ?? '';
    await approver.open(`/statements/${number}`);
    const [download] = await Promise.all([
      approver.page.waitForEvent('download'),
      approver.page.getByRole('button', { name: '导出到 Excel' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${number}.xlsx`);
    const full = await system.api.get('spare-pool', `reconciliations/${number}`, people.auditor);
    const sheets = await sheetsOf(download);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总', '明细']);
    expect(sheets[1]?.data).toHaveLength(full.list('lines').length + 1);
    await approver.context.close();
  });

  it('W1 names the refused rows of a file before anything is registered, and registers the rest', async () => {
    const administrator = await signedIn(people.administrator.actor);
    await administrator.open('/register-units');
    const heading = 'serial,model,city,plan,acceptance_date,installed_on,customer_name,customer_phone,contract_number';
    const [city] = system.cities;
    const [plan] = await system.api.list('warranty', 'warranty-plans', people.auditor);
    const row = (serial: string, day: string): string =>
      `${serial},M1,${city},${plan?.text('plan')},${day},${day},harbour,0411,HT-1`;
    // 大连港 as Excel on a Chinese Windows saves it.
    const customer = Buffer.from([0xb4, 0xf3, 0xc1, 0xac, 0xb8, 0xdb]);
    const text = [heading, row('EXCEL-1', '2013-05-02'), row('EXCEL-2', '2013-02-30')].join('\n');
    const [before = '', ...after] = text.split('harbour');
    const content = Buffer.concat([Buffer.from(before), ...after.flatMap((part) => [customer, Buffer.from(part)])]);
    await administrator.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'units.csv', mimeType: 'application/vnd.ms-excel', buffer: content });
    await administrator.page.getByRole('button', { name: '登记 1 台' }).waitFor();
    await administrator.page.getByText('"2013-02-30" 不是日期').first().waitFor();
    const known = (serial: string): Promise<number> =>
      system.api.list('warranty', `covered-units?serial=${serial}`, people.auditor).then(({ length }) => length);
    expect(await known('EXCEL-1')).toBe(0);
    await administrator.screenshot('register-units-preview');

    await administrator.page.getByRole('button', { name: '登记 1 台' }).click();
    await administrator.page.getByText('登记结束。').waitFor();
    await administrator.page.reload();
    await administrator.page.getByText('登记结束。').waitFor();
    expect(await known('EXCEL-1')).toBe(1);
    expect(await known('EXCEL-2')).toBe(0);
    const [unit] = await system.api.list('warranty', 'covered-units?serial=EXCEL-1', people.auditor);
    expect(unit?.text('customerName')).toBe('大连港');
    expect(await administrator.accessibilityProblems()).toEqual([]);
    expect(administrator.complaints).toEqual([]);
    await administrator.context.close();
  });
});
