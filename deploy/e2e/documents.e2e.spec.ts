import type { Browser } from 'playwright-core';
import { clerkOf, headOf, people, type Person as Somebody } from '../replay/people.js';
import { Person, startBrowser, type Signing } from './support/browser.js';
import { look } from './support/look.js';
import { MonthSystem } from './support/month-system.js';
import { visitSomebody } from './support/visit.js';

type Document = Readonly<Record<string, unknown>>;

/** A register with the month's documents in it: where it is read, and who works with it. */
interface Register {
  readonly list: string;
  readonly path: string;
  readonly id: string;
  readonly reader: Somebody;
  /** Where the document has a page of its own. */
  readonly hasDocument?: boolean;
}

const registers: readonly Register[] = [
  { list: 'cases', path: 'rma/v1/rma-cases', id: 'faultNumber', reader: people.technician },
  { list: 'dispatch-orders', path: 'rma/v1/dispatch-orders', id: 'dispatchNumber', reader: people.technician },
  { list: 'notices', path: 'rma/v1/spare-replacement-notices', id: 'noticeNumber', reader: people.technician },
  { list: 'exceptions', path: 'rma/v1/receipt-exceptions', id: 'exceptionNumber', reader: people.warehouse },
  { list: 'vendor-returns', path: 'rma/v1/vendor-returns', id: 'vendorReturnNumber', reader: people.warehouse },
  { list: 'scrap', path: 'rma/v1/scrap-records', id: 'scrapNumber', reader: people.warehouse },
  {
    list: 'entitlements',
    path: 'warranty/v1/entitlements',
    id: 'entitlementId',
    reader: people.quality,
  },
  {
    list: 'spare-units',
    path: 'spare-pool/v1/spare-units',
    id: 'serial',
    reader: people.warehouse,
    hasDocument: false,
  },
  { list: 'applications', path: 'spare-pool/v1/spare-applications', id: 'applicationNumber', reader: people.approver },
  { list: 'shipments', path: 'spare-pool/v1/shipments', id: 'shipmentNumber', reader: people.warehouse },
  { list: 'loans', path: 'spare-pool/v1/loans', id: 'loanNumber', reader: people.approver },
  { list: 'replenishments', path: 'spare-pool/v1/replenishments', id: 'replenishmentNumber', reader: people.approver },
  { list: 'statements', path: 'spare-pool/v1/reconciliations', id: 'statementNumber', reader: people.approver },
  { list: 'sites', path: 'spare-pool/v1/sites', id: 'site', reader: people.administrator },
  { list: 'fees', path: 'billing/v1/fees', id: 'feeCode', reader: people.finance, hasDocument: false },
  {
    list: 'covered-units',
    path: 'warranty/v1/covered-units',
    id: 'serial',
    reader: people.finance,
    hasDocument: false,
  },
  { list: 'quotes', path: 'billing/v1/quotes', id: 'quoteNumber', reader: people.finance },
  { list: 'charges', path: 'billing/v1/charges', id: 'chargeNumber', reader: people.finance },
  { list: 'receipts', path: 'billing/v1/receipts', id: 'receiptNumber', reader: people.finance },
  { list: 'refunds', path: 'billing/v1/refunds', id: 'refundNumber', reader: people.finance },
  { list: 'handovers', path: 'billing/v1/handovers', id: 'handoverNumber', reader: people.finance },
  { list: 'journal', path: 'billing/v1/journal-entries', id: 'entryId', reader: people.finance, hasDocument: false },
  { list: 'matching', path: 'billing/v1/matching', id: 'exceptionId', reader: people.finance, hasDocument: false },
];

const furtherPages: readonly (readonly [string, Somebody])[] = [
  ['/', people.technician],
  ['/', people.warehouse],
  ['/', people.approver],
  ['/', people.finance],
  ['/', people.auditor],
  ['/month-end?month=2013-04', people.approver],
  ['/allocation-policy', people.generalManager],
  ['/period-close?period=2013-04', people.finance],
  ['/security-log', people.administrator],
  ['/security-log?what=sign-in', people.auditor],
];

let system: MonthSystem;
let browser: Browser;
let links: ReadonlyMap<string, string>;
let cookie: string;
const seen = new Map<string, Person>();

async function documentsOf(path: string): Promise<readonly Document[]> {
  const answer = await fetch(`${system.url}/api/${path}${path.includes('?') ? '&' : '?'}limit=200`, {
    headers: { cookie },
  });
  return ((await answer.json()) as { readonly items: readonly Document[] }).items;
}

/** The one that says most: the longest as it is written. */
function fullest(documents: readonly Document[]): Document {
  const [found] = [...documents].sort((one, other) => JSON.stringify(other).length - JSON.stringify(one).length);
  if (found === undefined) throw new Error('The month has no such document.');
  return found;
}

async function signIn({ actor }: Somebody, signing?: Signing): Promise<Person> {
  const link = links.get(actor);
  if (link === undefined) throw new Error(`There is nobody called ${actor}.`);
  return Person.signIn(browser, link, signing);
}

/** Links sign in once: whoever is looked through is signed in once too. */
async function at(somebody: Somebody): Promise<Person> {
  const person = seen.get(somebody.actor) ?? (await signIn(somebody));
  seen.set(somebody.actor, person);
  return person;
}

/** A page in both languages: words of another length stand elsewhere, and may overlap or lack a name in one of them alone. */
async function lookInBoth(person: Person, path: string, name: string): Promise<readonly string[]> {
  await person.goOn(path);
  const inChinese = await look(person, `zh-${name}`);
  await person.changeLanguage();
  const inEnglish = await look(person, `en-${name}`);
  await person.changeLanguage();
  return [...inChinese, ...inEnglish];
}

/** What the month does not bring by itself: a parcel that nobody expected. */
async function receiveUnexpected(): Promise<void> {
  const body = { site: 'SY', scannedSerial: 'NOBODY-KNOWS-1', note: '纸箱破损，没有装箱单' };
  await system.api.post('rma', 'receipts', people.warehouse, 'unexpected parcel', body);
}

describe('the documents of a month in Chromium', () => {
  beforeAll(async () => {
    [system, browser] = await Promise.all([MonthSystem.start(), startBrowser()]);
    cookie = (await system.cookies()).get(people.auditor.actor) ?? '';
    await receiveUnexpected();
    await visitSomebody(system);
    links = await system.links();
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  it.each(registers)(
    'of the register of $list are readable for all, translated, and no wider than the screen',
    async ({ list, path, id, reader, hasDocument = true }) => {
      const person = await at(reader);
      const problems = [...(await lookInBoth(person, `/${list}`, `month-${list}`))];
      if (hasDocument) {
        const document = fullest(await documentsOf(path));
        problems.push(...(await lookInBoth(person, `/${list}/${String(document[id])}`, `month-${list}-document`)));
      }
      expect([...problems, ...person.complaints]).toEqual([]);
    },
  );

  it.each(furtherPages)('of the page %s are too', async (path, reader) => {
    const person = await at(reader);
    const name = `month${path.replace(/\?.*/, '').replace('/', '-')}-${reader.role}`;
    expect([...(await lookInBoth(person, path, name)), ...person.complaints]).toEqual([]);
  });

  it('of a unit that failed are too', async () => {
    const unit = fullest(await documentsOf('rma/v1/rma-cases'));
    const person = await at(people.technician);
    expect(await lookInBoth(person, `/units/${String(unit['serial'])}`, 'month-unit')).toEqual([]);
  });

  it('S3 R5 S5 scan screens with something scanned fit a phone', async () => {
    const city = 'DL';
    const [spare] = await documentsOf('spare-pool/v1/spare-units?site=SY-KG&condition=good');
    const serial = String(spare?.['serial']);
    const wanted = { site: city, model: spare?.['model'], quantity: 1, reason: '补充' };
    const { api } = system;
    const application = await api.post('spare-pool', 'spare-applications', clerkOf(city), 'phone application', wanted);
    const orderNumber = application.text('applicationNumber');
    const approval = `spare-applications/${orderNumber}/approve`;
    await api.post('spare-pool', approval, people.approver, 'phone approval', { quantity: 1 });
    const month = { month: '2013-05', city };
    await api.post('spare-pool', 'reconciliations', people.approver, 'phone statement', month);

    const warehouse = await signIn(people.materialsLead, { onPhone: true });
    await warehouse.page.evaluate("localStorage.setItem('rotables.site', 'SY-KG')");
    await warehouse.open('/ship');
    await warehouse.page.getByRole('button', { name: orderNumber }).waitFor();
    await warehouse.scan(orderNumber, 'NO-SUCH-UNIT', serial);
    await warehouse.page.locator('.scan-lines li.right', { hasText: serial }).waitFor();
    const problems = [...(await lookInBoth(warehouse, '/ship', 'phone-ship'))];
    await warehouse.page.locator('#scan-field').press('Enter');
    await warehouse.page.waitForURL(/\/shipments\/SH-/);
    const shipment = new URL(warehouse.page.url()).pathname.split('/').at(-1) ?? '';
    await warehouse.open('/receive-returns');
    // Until the site is known nothing can be scanned.
    await warehouse.page.locator('#scan-field:enabled').waitFor();
    await warehouse.scan('NOBODY-KNOWS-2');
    await warehouse.page.locator('.scan-lines li.wrong', { hasText: 'NOBODY-KNOWS-2' }).waitFor();
    problems.push(...(await lookInBoth(warehouse, '/receive-returns', 'phone-receive-returns')));

    const clerk = await signIn(clerkOf(city), { onPhone: true });
    await clerk.open('/receive-shipment');
    await clerk.page.getByRole('button', { name: shipment }).waitFor();
    await clerk.scan(shipment);
    await clerk.page.locator('.scan-lines li.waiting', { hasText: serial }).waitFor();
    await clerk.scan('NOT-ON-THE-LIST');
    problems.push(...(await lookInBoth(clerk, '/receive-shipment', 'phone-receive-shipment')));

    const custodian = await signIn(headOf(city), { onPhone: true });
    await custodian.open('/statements/RC-201305-DL');
    await custodian.page.locator('#scan-field').waitFor();
    await custodian.scan('NOT-IN-THE-BOOK');
    await custodian.page.locator('tr', { hasText: 'NOT-IN-THE-BOOK' }).waitFor();
    problems.push(...(await lookInBoth(custodian, '/statements/RC-201305-DL', 'phone-count')));
    expect([...problems, ...[warehouse, clerk, custodian].flatMap(({ complaints }) => complaints)]).toEqual([]);
  });
});
