import { readFileSync } from 'node:fs';
import type { Browser, Download } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { people } from '../replay/people.js';
import { Person, startBrowser } from './support/browser.js';
import { MonthSystem } from './support/month-system.js';

type Sheets = readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];

let system: MonthSystem;
let browser: Browser;

async function signedIn(account: string): Promise<Person> {
  return Person.signIn(browser, (await system.links()).get(account) ?? '');
}

type Cells = readonly (readonly (string | number | Date)[])[];

/** A workbook as somebody fills it in under the heading of a template. */
async function workbook(name: string, rows: Cells) {
  const cells = rows.map((row) =>
    row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value })),
  );
  const buffer = await writeExcelFile(cells as never).toBuffer();
  return { name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer };
}

async function headingOfTemplate({ page }: Person): Promise<readonly string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载模板' }).click(),
  ]);
  return ((await sheetsOf(download))[0]?.data[0] ?? []).map(String);
}

async function sheetsOf(download: Download): Promise<Sheets> {
  return readExcelFile(readFileSync(await download.path()));
}

beforeAll(async () => {
  [system, browser] = await Promise.all([MonthSystem.start(), startBrowser()]);
}, 300_000);

afterAll(async () => {
  await browser.close();
  await system.stop();
});

describe('Excel', () => {
  it('takes every page of a register under its filters, numbers as numbers and serials as text', async () => {
    // So many that the workbook is compressed in a worker of its own.
    await system.api.post('spare-pool', 'spare-units/acquire', people.warehouse, 'many units', {
      site: 'SY-KG',
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
    expect(custodian).toBe('刘洋 (liu.yang)');
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

  it('S9 X7 takes units in from a file, goes on after a lost answer and a reload, and takes none in twice', async () => {
    const warehouse = await signedIn(people.warehouse.actor);
    const { page } = warehouse;
    await warehouse.open('/spare-units');
    await page.getByRole('button', { name: '从 Excel 导入' }).click();
    const heading = await headingOfTemplate(warehouse);
    expect(heading).toEqual(['序列号', '型号', '网点', '入库时间']);
    const [known] = await system.api.list('spare-pool', 'spare-units', people.auditor);
    const [catalogued] = await system.api.list('spare-pool', 'models', people.auditor);
    const model = catalogued?.text('model') ?? '';
    const site = 'SY-KG';
    const day = new Date('2013-05-02T00:00:00Z');
    const good = Array.from({ length: 502 }, (_, index) => [`IMPORT-${1_000 + index}`, model, site, day] as const);
    const file = await workbook('units.xlsx', [
      heading,
      ...good,
      ['', model, site, day],
      ['IMPORT-X', 'NO-SUCH-MODEL', 'NOWHERE', '2013-02-30'],
      ['IMPORT-1000', model, site, day],
      [known?.text('serial') ?? '', model, site, day],
    ]);
    const choose = (): Promise<void> => page.locator('input[type=file]').setInputFiles(file);
    await choose();
    await page.getByRole('button', { name: '导入 502 行' }).waitFor();
    for (const reason of ['没有填写', '型号目录里没有', '没有这个网点', '不是时间', '与第 2 行重复', '台账里已经有'])
      await page.getByRole('cell', { name: reason }).waitFor();
    const imported = (): Promise<number> =>
      system.api.list('spare-pool', 'spare-units?serial=IMPORT-', people.auditor).then(({ length }) => length);
    expect(await imported()).toBe(0);
    await warehouse.screenshot('import-spare-units-preview');
    expect(await warehouse.accessibilityProblems()).toEqual([]);

    // The second call takes effect, and its answer is lost on the way.
    let calls = 0;
    await page.route('**/spare-units/acquire', async (route) => {
      calls += 1;
      if (calls !== 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: '导入 502 行' }).click();
    await page.getByRole('alert').getByText('连接不上控制台').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText('导入完成。').waitFor();
    expect(calls).toBe(3);
    expect(await imported()).toBe(502);
    await warehouse.screenshot('import-spare-units-done');
    await page.getByRole('button', { name: '查看备用机' }).click();
    await page.locator('.register').waitFor();
    await warehouse.open('/spare-units?serial=IMPORT-1501');
    await page.getByRole('link', { name: 'IMPORT-1501' }).waitFor();

    // The same file again is refused row by row, in words.
    await warehouse.open('/spare-units/import');
    expect(await page.getByText('导入完成。').count()).toBe(0);
    await choose();
    await page.getByRole('button', { name: '导入 0 行' }).waitFor();
    await page.getByRole('cell', { name: '台账里已经有这个序列号' }).first().waitFor();
    expect(await page.getByRole('button', { name: '导入 0 行' }).isDisabled()).toBe(true);
    expect(warehouse.complaints).toEqual([]);
    await warehouse.context.close();
  });

  it('B1 W12 takes fees and models in, in words of either language, and tells what is there already', async () => {
    const administrator = await signedIn(people.administrator.actor);
    const { page } = administrator;
    await administrator.open('/fees/import');
    const fees = await workbook('fees.xlsx', [
      ['Fee', '说明', 'City grade', '金额', '生效日'],
      ['工时', '工时费', 'A', 88.5, new Date('2030-01-01T00:00:00Z')],
      ['Labour', '工时费', 'B', '1,080.00', '2030/1/1'],
      ['labour', '工时费', 'C', 'free', '2030-01-01'],
    ]);
    await page.locator('input[type=file]').setInputFiles(fees);
    await page.getByRole('cell', { name: '¥1,080.00' }).waitFor();
    await page.getByRole('cell', { name: '请填写金额' }).waitFor();
    await administrator.screenshot('import-fees-preview');
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText('导入完成。').waitFor();
    const defined = await system.api.list('billing', 'fees?feeCode=labour', people.auditor);
    const amounts = defined
      .filter((fee) => fee.text('effectiveOn') === '2030-01-01')
      .map((fee) => fee.number('amountFen'));
    expect(amounts.sort()).toEqual([8_850, 108_000].sort());
    await administrator.open('/fees/import');
    const again = await workbook('fees.xlsx', [
      ['Fee', '说明', 'City grade', '金额', '生效日'],
      ['工时', '工时费', 'A', 88.5, '2030-01-01'],
      ['工时', '工时费', 'B', 90, '2030-01-01'],
    ]);
    await page.locator('input[type=file]').setInputFiles(again);
    await page.getByRole('cell', { name: '收费标准里已有这一项，金额是 ¥1,080.00' }).waitFor();
    await page.getByRole('button', { name: '导入 0 行' }).waitFor();

    await administrator.open('/models/import');
    const models = Buffer.from('型号,规格等级,停产日\nNEW-1,3,\nNEW-2,4,2029-06-30\n');
    await page.locator('input[type=file]').setInputFiles({ name: 'models.csv', mimeType: 'text/csv', buffer: models });
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText('导入完成。').waitFor();
    await administrator.open('/models');
    await page.getByRole('cell', { name: 'NEW-2' }).waitFor();
    expect(administrator.complaints).toEqual([]);
    await administrator.context.close();
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
    await administrator.page.getByText('不是日期；请写成').first().waitFor();
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
