import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headOf, people } from '../replay/people.js';
import { MonthSystem } from './support/month-system.js';
import { readPrinted, type PrintedPage } from './support/printed.js';
import { visitSomebody } from './support/visit.js';

type Document = Readonly<Record<string, unknown>>;

/** A document of the month by which its form is tried, and what must stand on it. */
interface Example {
  readonly form: string;
  readonly title: Readonly<Record<'zh' | 'en', string>>;
  readonly number: string;
  readonly city: string;
  readonly texts: readonly unknown[];
  readonly barcodes: readonly unknown[];
}

let system: MonthSystem;
let cookies: ReadonlyMap<string, string>;
let examples: ReadonlyMap<string, Example>;

async function read(path: string): Promise<Document> {
  return (await (await ask(people.auditor.actor, `/api/${path}`)).json()) as Document;
}

/** The first page of a list; the month is small. */
async function documentsOf(list: string): Promise<readonly Document[]> {
  return (await read(`${list}?limit=200`))['items'] as readonly Document[];
}

function one(documents: readonly Document[], wanted: (document: Document) => boolean = () => true): Document {
  const found = documents.find(wanted);
  if (found === undefined) throw new Error('The month has no such document.');
  return found;
}

const yuan = (fen: unknown): string =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(Number(fen) / 100);

async function examplesOfTheMonth(): Promise<Example[]> {
  const application = one(await documentsOf('spare-pool/v1/spare-applications'), ({ state }) => state === 'filled');
  const shipment = one(
    await documentsOf('spare-pool/v1/shipments'),
    ({ orderNumber }) => orderNumber === application['applicationNumber'],
  );
  const shipped = await read(`spare-pool/v1/shipments/${String(shipment['shipmentNumber'])}`);
  const dispatch = one(await documentsOf('rma/v1/dispatch-orders'), ({ state }) => state === 'completed');
  const notice = one(await documentsOf('rma/v1/spare-replacement-notices'));
  const scrap = one(await documentsOf('rma/v1/scrap-records'), ({ state }) => state === 'executed');
  const statement = one(await documentsOf('spare-pool/v1/reconciliations'), ({ booked }) => Number(booked) > 0);
  const quote = one(await documentsOf('billing/v1/quotes'), ({ state }) => state === 'confirmed');
  const receipt = one(await documentsOf('billing/v1/receipts'), ({ faultNumber }) => faultNumber !== null);
  const charge = one(
    await documentsOf('billing/v1/charges'),
    ({ chargeNumber }) => chargeNumber === receipt['chargeNumber'],
  );
  const handover = one(
    await documentsOf('billing/v1/handovers'),
    ({ receiptNumbers }) => Array.isArray(receiptNumbers) && receiptNumbers.length > 0,
  );
  const example = (
    form: string,
    [zh, en]: readonly [string, string],
    document: Document,
    id: string,
    texts: readonly unknown[],
    barcodes: readonly unknown[],
  ): Example => ({
    form,
    title: { zh, en },
    number: String(document[id]),
    city: String(document['city']),
    texts,
    barcodes,
  });
  return [
    example(
      'applications',
      ['备用机申请表', 'Spare unit application'],
      application,
      'applicationNumber',
      [application['model'], application['reason'], people.approver.name],
      (shipped['lines'] as readonly Document[]).map(({ serial }) => serial),
    ),
    example(
      'dispatch-orders',
      ['故障处理派工单', 'Dispatch order'],
      dispatch,
      'dispatchNumber',
      [dispatch['faultNumber'], dispatch['actionTaken'], dispatch['customerSignature'], dispatch['place']],
      [dispatch['serial']],
    ),
    example(
      'notices',
      ['故障处理备品替换通知', 'Spare replacement notice'],
      notice,
      'noticeNumber',
      [notice['faultNumber']],
      [notice['defectiveSerial'], notice['replacementSerial']],
    ),
    example(
      'scrap',
      ['报废品处理记录', 'Scrap record'],
      scrap,
      'scrapNumber',
      [yuan(scrap['valueFen']), scrap['method'], scrap['evidence'], people.technicalAppraiser.name],
      [scrap['serial']],
    ),
    example(
      'statements',
      ['月末对账单', 'Month-end statement'],
      statement,
      'statementNumber',
      [statement['month'], `(${people.approver.actor})`],
      [],
    ),
    example(
      'quotes',
      ['报价单', 'Quote'],
      quote,
      'quoteNumber',
      [quote['faultNumber'], yuan(quote['totalFen']), '人民币'],
      [quote['serial']],
    ),
    example(
      'receipts',
      ['收据', 'Receipt'],
      receipt,
      'receiptNumber',
      [receipt['chargeNumber'], yuan(receipt['amountFen']), '人民币'],
      [charge['serial']],
    ),
    example(
      'handovers',
      ['单据与收费款项交接单', 'Hand-over'],
      handover,
      'handoverNumber',
      [...(handover['receiptNumbers'] as readonly string[]), handover['businessOn']],
      [],
    ),
  ];
}

function ask(account: string, path: string): Promise<Response> {
  return fetch(`${system.url}${path}`, { headers: { cookie: cookies.get(account) ?? '' } });
}

/** Beside the journeys' screenshots, for somebody to look at. */
const kept = join(import.meta.dirname, '..', '..', '.screenshots', 'forms');

async function printed(answer: Response): Promise<readonly PrintedPage[]> {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const pdf = new Uint8Array(await answer.arrayBuffer());
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  const { pathname, searchParams } = new URL(answer.url);
  const [form, number] = pathname.split('/').slice(-2);
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, `${form}-${searchParams.get('language') ?? 'zh'}-${number}`), pdf);
  return readPrinted(pdf);
}

/** Line ends and the blanks between the pieces of a page are the layout's. */
const plain = (text: unknown): string => String(text).replaceAll(/\s/g, '');

const forms = ['applications', 'dispatch-orders', 'notices', 'scrap', 'statements', 'quotes', 'receipts', 'handovers'];
const exampleOf = (form: string): Example => {
  const found = examples.get(form);
  if (found === undefined) throw new Error(`There is no example of ${form}.`);
  return found;
};

beforeAll(async () => {
  system = await MonthSystem.start();
  cookies = await system.cookies();
  await visitSomebody(system);
  examples = new Map((await examplesOfTheMonth()).map((example) => [example.form, example]));
}, 300_000);

afterAll(() => system.stop());

describe('printed forms', () => {
  it.each(forms.flatMap((form) => (['zh', 'en'] as const).map((language) => [form, language] as const)))(
    '%s in %s say what the document says, with barcodes that a scanner reads',
    async (form, language) => {
      const { number, title, texts, barcodes, city } = exampleOf(form);
      const account = `clerk.${city.toLowerCase()}`;
      const pages = await printed(await ask(account, `/printed-forms/${form}/${number}.pdf?language=${language}`));
      const text = plain(pages.map((page) => page.text).join(''));
      for (const wanted of [title[language], number, ...texts]) expect(text).toContain(plain(wanted));
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
      for (const page of pages) expect(page.barcodes).toContain(number);
      expect(pages.flatMap((page) => page.barcodes)).toEqual(expect.arrayContaining([...barcodes]));
      const last =
        language === 'zh' ? `第${pages.length}页，共${pages.length}页` : `Page${pages.length}of${pages.length}`;
      expect(plain(pages.at(-1)?.text)).toContain(last);
    },
  );

  it('X8 a branch prints nothing of another city, nor does anybody who is not signed in', async () => {
    for (const { form, number, city } of examples.values()) {
      const other = system.cities.find((one) => one !== city) ?? '';
      const path = `/printed-forms/${form}/${number}.pdf`;
      const refused = await ask(`clerk.${other.toLowerCase()}`, path);
      expect({ form, status: refused.status }).toEqual({ form, status: 404 });
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect((await ask('nobody', path)).status).toBe(401);
    }
  });

  it('S5 a statement of more than a hundred lines breaks over pages, each with its heading, and is signed at the end', async () => {
    const [city = ''] = system.cities;
    const units = Array.from({ length: 130 }, (_, index) => ({
      serial: `SP-MAY-${String(index + 1).padStart(4, '0')}`,
      model: exampleOf('applications').texts[0],
    }));
    await system.api.post('spare-pool', 'spare-units/acquire', headOf(city), 'may units', {
      site: city,
      acquiredAt: '2013-05-02T01:00:00Z',
      units,
    });
    const opened = await system.api.post('spare-pool', 'reconciliations', people.approver, 'open may', {
      month: '2013-05',
      city,
    });
    const number = opened.list('items')[0]?.text('statementNumber') ?? '';
    const pages = await printed(await ask(people.approver.actor, `/printed-forms/statements/${number}.pdf`));
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.flatMap((page) => page.barcodes)).toEqual(expect.arrayContaining(units.map(({ serial }) => serial)));
    const withLines = pages.filter((page) => page.text.includes('SP-MAY-'));
    for (const page of withLines) expect(plain(page.text)).toContain('序号序列号型号账面盘点');
    pages.forEach((page, index) => {
      expect(plain(page.text)).toContain(`第${index + 1}页，共${pages.length}页`);
      expect(page.text.includes('总部会签')).toBe(index === pages.length - 1);
    });
  });

  it('downloads under a name that says what it is', async () => {
    const { number } = exampleOf('quotes');
    const inline = await ask(people.finance.actor, `/printed-forms/quotes/${number}.pdf`);
    expect(inline.headers.get('content-disposition')).toMatch(/^inline; /);
    const download = await ask(people.finance.actor, `/printed-forms/quotes/${number}.pdf?download`);
    expect(download.headers.get('content-disposition')).toBe(
      `attachment; filename="${number}.pdf"; filename*=UTF-8''${encodeURIComponent(`报价单 ${number}.pdf`)}`,
    );
  });

  it('of no such kind, number or language say so', async () => {
    const asked = async (path: string): Promise<unknown> =>
      ((await (await ask(people.auditor.actor, path)).json()) as Document)['code'];
    expect(await asked('/printed-forms/invoices/1.pdf')).toBe('unknown-form');
    expect(await asked('/printed-forms/quotes/QT-20130101-0001.pdf')).toBe('quote-not-found');
    expect(await asked(`/printed-forms/quotes/${exampleOf('quotes').number}.pdf?language=fr`)).toBe('invalid-input');
  });
});
