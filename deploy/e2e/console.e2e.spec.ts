import { describeWithKafka } from '@rotables/testing';
import type { Browser } from 'playwright-core';
import { Person, startBrowser, type Language } from './support/browser.js';
import { ConsoleSystem } from './support/console-system.js';

const model = 'ST31500541AS';
const covered = 'CUST-0001';
const spares = ['SP-0001', 'SP-0002'];
/** 2 % of them are two. */
const installedUnits = 100;

let system: ConsoleSystem;
let browser: Browser;

async function prepare(): Promise<void> {
  const site = (name: string, city: string, siteKind: string, custodian: string, nameZh: string, nameEn: string) =>
    system.post('spare-pool', 'sites', 'administrator', {
      site: name,
      city,
      siteKind,
      custodian,
      nameZh,
      nameEn,
      openedAt: '2026-01-05T01:00:00Z',
    });
  await site('SY', 'SY', 'central-warehouse', 'liu.yang', '库管中心', 'Central warehouse');
  await site('DL', 'DL', 'branch', 'head.dl', '大连', 'Dalian');
  await system.post('spare-pool', 'models', 'administrator', { model, specificationGrade: 3, discontinuedOn: null });
  await system.post('warranty', 'warranty-plans', 'administrator', {
    plan: 'STD24',
    contractMonths: 24,
    vendorMonths: 12,
    refundDays: 7,
    freeReplacementMonths: 1,
    afterTerm: 'parts-cost-only',
  });
  const heading = 'serial,model,city,plan,acceptance_date,installed_on,customer_name,customer_phone,contract_number';
  const rows = Array.from({ length: installedUnits }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    return `CUST-${number},${model},DL,STD24,2026-03-02,2026-03-02,大连港务,0411-5550-${number},HT-1`;
  });
  const file = [heading, ...rows].join('\n');
  await system.post('warranty', 'registrations?fileName=units.csv', 'administrator', file, 'text/csv');
  await system.post('spare-pool', 'spare-units/acquire', 'warehouse', {
    site: 'SY',
    acquiredAt: '2026-01-06T01:00:00Z',
    units: spares.map((serial) => ({ serial, model })),
  });
}

async function personFor(account: string, language: Language = 'zh'): Promise<Person> {
  const link = (await system.links()).get(account);
  if (link === undefined) throw new Error(`There is no sample account ${account}.`);
  return Person.signIn(browser, link, language);
}

describeWithKafka('the console in Chromium', () => {
  beforeAll(async () => {
    [system, browser] = await Promise.all([ConsoleSystem.start(), startBrowser()]);
    await prepare();
  });

  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  it('S2 S3 an application goes from branch to receipt over three people, live and by scanner', async () => {
    const [clerk, approver, warehouse] = [
      await personFor('clerk.dl'),
      await personFor('wang.fang'),
      await personFor('liu.yang'),
    ];

    // The scan box leads from anywhere to the unit.
    await clerk.page.keyboard.press('/');
    await clerk.scan(covered);
    await clerk.page.getByText('保修至 2028-03-02').waitFor();

    // The arithmetic is there before anything is sent.
    await clerk.open('/apply');
    await clerk.page.getByText(`装机量 ${installedUnits}`).waitFor();
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
    const shownAfter = performance.now();
    await approver.page.getByRole('link', { name: application }).click({ timeout: 10_000 });
    process.stdout.write(`shown live after ${Math.round(performance.now() - shownAfter)} ms\n`);
    await approver.page.getByRole('button', { name: '批准' }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await approver.page.locator('h1').getByText('已批准').waitFor();
    await clerk.page.locator('h1').getByText('已批准').waitFor();

    // Without the mouse: the order, a wrong serial, the right ones, Enter.
    await warehouse.open('/ship');
    await warehouse.page.getByRole('button', { name: application }).waitFor();
    await warehouse.scan(application, 'NO-SUCH-UNIT', ...spares);
    await warehouse.page.locator('.scan-lines li.wrong', { hasText: 'NO-SUCH-UNIT' }).waitFor();
    await warehouse.page.locator('.scan-lines li.right', { hasText: spares[1] ?? '' }).waitFor();
    await warehouse.page.locator('.scan-lines li.right', { hasText: spares[0] ?? '' }).waitFor();
    await warehouse.page.keyboard.press('Enter');
    await warehouse.page.waitForURL(/\/shipments\/SH-/);
    const shipment = warehouse.page.url().split('/').at(-1) ?? '';

    await clerk.open('/receive-shipment');
    await clerk.page.getByRole('button', { name: shipment }).waitFor();
    await clerk.scan(shipment);
    await clerk.page.locator('.scan-lines li.waiting').nth(1).waitFor();
    await clerk.scan(...spares);
    await clerk.page.locator('.scan-lines li.right').nth(1).waitFor();
    await clerk.page.keyboard.press('Enter');
    await clerk.page.waitForURL(/\/shipments\/SH-/);
    await clerk.open(`/units/${spares[0] ?? ''}`);
    await clerk.page.getByText('站点 DL').first().waitFor();

    for (const { complaints, context } of [clerk, approver, warehouse]) {
      expect(complaints).toEqual([]);
      await context.close();
    }
  }, 240_000);

  it.each<Language>(['zh', 'en'])(
    'every page in %s is readable for all and as wide as the screen',
    async (language) => {
      const visits: Readonly<Record<string, readonly string[]>> = {
        'clerk.dl': ['/', `/units/${covered}`, '/apply', '/report-fault', '/receive-shipment', '/hand-in', '/account'],
        'wang.fang': [
          '/',
          '/month-end',
          '/applications',
          '/spare-units',
          '/cases',
          '/loans',
          '/statements',
          '/matching',
        ],
        'liu.yang': ['/ship', '/receive-returns', '/shipments', '/exceptions'],
        'qian.hui': ['/', '/charges', '/receipts', '/quotes', '/handovers', '/refunds'],
        admin: ['/operations'],
      };
      const problems: string[] = [];
      for (const [account, pages] of Object.entries(visits)) {
        const person = await personFor(account, language);
        for (const path of pages) {
          await person.open(path);
          await person.screenshot(`${language}-${account}${path.replaceAll('/', '-')}`);
          const found = await person.accessibilityProblems();
          problems.push(...found.map((problem) => `${account} ${path}: ${problem}`));
          const tooWideBy = await person.tooWideBy();
          if (tooWideBy > 0) problems.push(`${account} ${path}: ${tooWideBy} px too wide`);
        }
        problems.push(...person.complaints);
        await person.context.close();
      }
      expect(problems).toEqual([]);
    },
    240_000,
  );
});
