import { describeService } from '@rotables/service-host';
import { RunningTestService } from '@rotables/testing';
import { rmaService } from '../src/index.js';
import { CaseDriver, text } from './case-driver.js';
import { people } from './people.js';

let rma: RunningTestService;
let story: CaseDriver;

beforeAll(async () => {
  rma = await RunningTestService.start(rmaService);
  story = await CaseDriver.of(rma);
});

afterAll(() => rma.stop());

const items = async (path: string, who = people.auditor): Promise<readonly Record<string, unknown>[]> =>
  (await rma.get<{ items: readonly Record<string, unknown>[] }>(who, path)).body.items;

describe('X8 a branch sees and does nothing of another city', () => {
  /** One of every document, all of Dalian. */
  async function everything(): Promise<Record<string, string>> {
    const reported = await story.inspected('repair');
    const { faultNumber } = reported;
    const loan = await story.lent(reported);
    const notice = await story.done(
      201,
      rma.post(people.dalianClerk, '/v1/spare-replacement-notices', { faultNumber, replacementSerial: loan.serial }),
    );
    const exception = await story.done(200, story.receive(reported, { scannedSerial: 'WRONG-DL' }));
    const vendor = await story.done(
      201,
      rma.post(people.warehouse, '/v1/vendor-returns', { faultNumber, vendor: 'Seagate' }),
    );
    const second = await story.reported();
    await story.done(
      200,
      story.act(people.dalianClerk, second.faultNumber, 'triage', { outcome: 'visit', note: 'Go.' }),
    );
    const order = await story.done(
      201,
      rma.post(people.dalianClerk, '/v1/dispatch-orders', {
        faultNumber: second.faultNumber,
        technician: 'chen.jun',
        cause: 'x',
        nature: 'x',
        category: 'x',
        place: 'x',
        sparesAndTools: 'x',
      }),
    );
    const scrap = await story.done(
      201,
      rma.post(people.warehouse, '/v1/scrap-records', {
        serial: await story.moved('POOL-DL', { city: 'DL', toPlace: 'site:DL' }),
        reason: 'superseded',
      }),
    );
    const photoBase64 = Buffer.from([0xff, 0xd8, 0xff]).toString('base64');
    const photosOf = `/v1/receipt-exceptions/${text(exception['exceptionNumber'])}/photos`;
    const photo = await story.done(201, rma.post(people.warehouse, photosOf, { name: 'parcel.jpg', photoBase64 }));
    return {
      photoId: text(photo['photoId']),
      faultNumber,
      noticeNumber: text(notice['noticeNumber']),
      exceptionNumber: text(exception['exceptionNumber']),
      vendorReturnNumber: text(vendor['vendorReturnNumber']),
      dispatchNumber: text(order['dispatchNumber']),
      scrapNumber: text(scrap['scrapNumber']),
    };
  }

  it('on any route', async () => {
    const documents = await everything();
    const { routes } = await describeService(rmaService);
    const own = routes.filter(
      ({ path, access }) => path.startsWith('/v1/') && !path.startsWith('/v1/operations') && access?.kind === 'roles',
    );
    expect(own.length).toBeGreaterThan(25);
    // The security log is the administrator's and the auditor's alone: refused for what they are, not for where.
    const logs = own.filter(({ path }) => path === '/v1/security-log');
    for (const { path } of logs) expect((await rma.get(people.dalianHead, path)).status).toBe(403);
    expect(logs).toHaveLength(1);
    const lists: string[] = [];
    for (const { method, path } of own.filter((route) => !logs.includes(route))) {
      if (method !== 'GET') continue;
      const filled = path.replace(/:(\w+)/g, (_whole, name: string) => documents[name] ?? `unfilled-${name}`);
      expect(filled).not.toContain('unfilled');
      const [seen, unseen] = [await rma.get(people.dalianHead, filled), await rma.get(people.anshanHead, filled)];
      expect([path, seen.status]).toEqual([path, 200]);
      if (path.includes(':')) {
        expect([path, unseen.status]).toEqual([path, 404]);
      } else {
        lists.push(path);
        expect([path, seen.body['items']]).not.toEqual([path, []]);
        expect([path, unseen.body['items']]).toEqual([path, []]);
      }
    }
    expect(lists).toHaveLength(6);
  });

  it('by any command', async () => {
    const { faultNumber } = await story.reported();
    const triage = { outcome: 'visit', note: 'x' };
    await story.refused(404, 'rma-case-not-found', story.act(people.anshanClerk, faultNumber, 'triage', triage));
    await story.refused(404, 'rma-case-not-found', story.act(people.anshanHead, faultNumber, 'return-to-customer', {}));
    const issue = { faultNumber, replacementSerial: 'SP-9' };
    await story.refused(
      404,
      'rma-case-not-found',
      rma.post(people.anshanClerk, '/v1/spare-replacement-notices', issue),
    );
    const report = rma.post(people.anshanClerk, '/v1/rma-cases', story.reportBody());
    expect(await story.refused(403, 'city-out-of-scope', report)).toContain('you act for AS only');
  });

  it('and learns of an open case elsewhere only that there is one', async () => {
    const { serial, faultNumber } = await story.reported();
    const body = story.reportBody({ serial, city: 'AS' });
    const sentence = await story.refused(409, 'open-case-exists', rma.post(people.anshanClerk, '/v1/rma-cases', body));
    expect(sentence).not.toContain(faultNumber);
    const own = rma.post(people.dalianClerk, '/v1/rma-cases', story.reportBody({ serial }));
    expect(await story.refused(409, 'open-case-exists', own)).toContain(faultNumber);
  });
});

describe('R1 fault numbers', () => {
  it('are given once per unit where twenty report it at once', async () => {
    const serial = story.newSerial();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rma.post(people.dalianClerk, '/v1/rma-cases', story.reportBody({ serial }))),
    );
    const given = answers.filter(({ status }) => status === 201);
    expect(given).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, body['code']]).toEqual([409, 'open-case-exists']);
      expect(body['detail']).toContain(given[0]?.body['faultNumber']);
    }
  });

  it('never repeat where many units are reported at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => story.reported()));
    expect(new Set(answers.map(({ faultNumber }) => faultNumber)).size).toBe(20);
  });

  it('X7 are the same for the same request sent again, and a conflict for another', async () => {
    const body = story.reportBody();
    const sent = (other: object = {}) =>
      rma.post(people.dalianClerk, '/v1/rma-cases', { ...body, ...other }, { idempotencyKey: `twice-${process.pid}` });
    const answers = [await sent(), await sent()];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect((await sent({ symptom: 'Another.' })).status).toBe(409);
    expect(await items(`/v1/rma-cases?serial=${text(body['serial'])}`)).toHaveLength(1);
  });

  it('are refused for times that cannot be', async () => {
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const late = rma.post(people.dalianClerk, '/v1/rma-cases', story.reportBody({ reportedAt: future }));
    expect(await story.refused(400, 'invalid-input', late)).toContain('reportedAt');
    const reported = await story.reported();
    const early = story.receive(reported, { receivedAt: '2013-04-01T00:00:00Z' });
    expect(await story.refused(422, 'before-earlier-fact', early)).toContain('the fault was reported at 2013-04-16');
  });
});

describe('R1 finding cases', () => {
  it('by number, serial, phone and plate', async () => {
    const told = { reporterPhone: '024-8888-0001', plate: '辽B12345' };
    const { faultNumber, serial } = await story.reported(told);
    const queries = [
      `faultNumber=${faultNumber}`,
      `serial=${serial}`,
      `phone=${told.reporterPhone}`,
      `plate=${encodeURIComponent(told.plate)}`,
    ];
    for (const query of queries) expect(await items(`/v1/rma-cases?${query}`)).toMatchObject([{ faultNumber }]);
    const day = (from: string, to: string) =>
      items(`/v1/rma-cases?serial=${serial}&reportedFrom=${from}&reportedTo=${to}`);
    expect(await day('2013-04-16', '2013-04-16')).toHaveLength(1);
    expect(await day('2013-04-17', '2013-04-30')).toHaveLength(0);
  });

  it.each([
    [
      '0411-6660 0909',
      ['041166600909', '0411 6660-0909', '+86 411 6660 0909', '0086-0411-66600909', '（0411）66600909'],
    ],
    ['13904117788', ['139 0411 7788', '+86-139-0411-7788', '8613904117788', '１３９０４１１７７８８']],
  ])('by the phone %s, whatever the spelling, and by no other', async (reporterPhone, spellings) => {
    const { faultNumber } = await story.reported({ reporterPhone, plate: `辽B·${reporterPhone.slice(-4)}a` });
    const found = (query: string, value: string) => items(`/v1/rma-cases?${query}=${encodeURIComponent(value)}`);
    for (const phone of spellings)
      expect([phone, await found('phone', phone)]).toMatchObject([phone, [{ faultNumber }]]);
    for (const plate of [`辽B${reporterPhone.slice(-4)}A`, `辽b-${reporterPhone.slice(-4)} a`])
      expect([plate, await found('plate', plate)]).toMatchObject([plate, [{ faultNumber }]]);
    for (const other of [reporterPhone.slice(2), reporterPhone.slice(0, -1), '-', '%', '86'])
      expect([other, (await found('phone', other)).filter((one) => one['faultNumber'] === faultNumber)]).toEqual([
        other,
        [],
      ]);
    expect(await found('faultNumber', ` ${faultNumber.toLowerCase()} `)).toMatchObject([{ faultNumber }]);
  });

  it('by status', async () => {
    const { faultNumber } = await story.reported();
    const of = (status: string) => items(`/v1/rma-cases?faultNumber=${faultNumber}&status=${status}`);
    expect(await of('open')).toHaveLength(1);
    expect(await of('resolved')).toHaveLength(0);
    const solved = { outcome: 'solved-remotely', note: 'x', triagedAt: '2013-04-16T03:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, faultNumber, 'triage', solved));
    expect(await of('open')).toHaveLength(0);
    expect(await of('closed')).toHaveLength(1);
  });

  it.each(['reportedAt', '-reportedAt', 'faultNumber', '-serial'])(
    'in pages sorted by %s that neither skip nor repeat',
    async (sort) => {
      const phone =
        { reportedAt: '024-8888-1001', '-reportedAt': '024-8888-1002', faultNumber: '024-8888-1003' }[sort] ??
        '024-8888-1004';
      for (let day = 1; day <= 5; day += 1) {
        await story.reported({ reporterPhone: phone, reportedAt: `2013-04-0${(day % 3) + 1}T00:00:00Z` });
      }
      const field = sort.replace('-', '');
      const found: string[] = [];
      let cursor = '';
      do {
        const path = `/v1/rma-cases?phone=${phone}&sort=${sort}&limit=2${cursor}`;
        const { body } = await rma.get<{ items: Record<string, string>[]; nextCursor: string | null }>(
          people.auditor,
          path,
        );
        found.push(...body.items.map((item) => `${item[field]} ${item['faultNumber']}`));
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
      } while (cursor !== '');
      expect(new Set(found).size).toBe(5);
      const expected = [...found].sort();
      expect(found).toEqual(sort.startsWith('-') ? expected.reverse() : expected);
    },
  );

  it('says which sort and which cursor are possible', async () => {
    const sentence = await story.refused(400, 'invalid-input', rma.get(people.auditor, '/v1/rma-cases?sort=colour'));
    expect(sentence).toContain('reportedAt');
    const { body } = await rma.get(people.auditor, '/v1/rma-cases?sort=serial&limit=1');
    const path = `/v1/rma-cases?sort=city&cursor=${text(body['nextCursor'])}`;
    await story.refused(400, 'invalid-input', rma.get(people.auditor, path));
  });
});
