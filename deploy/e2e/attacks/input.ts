import { waitFor, workbook } from '@rotables/testing';
import { serviceNames } from '../../replay/api.js';
import { cast, textOf, type Json, type WholeSystem, type Reply } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

/** A2, A5, A17, A25, H2, H3, M1, M10, M11: files and bodies that stop a service, or somebody else’s work. */
export function inputAttacks(onStage: () => WholeSystem): void {
  const heading =
    'serial,model,city,plan,acceptance_date,installed_on,customer_name,customer_phone,contract_number,plate';
  const row = (serial: string, customer: string, city = 'DL', plate = ''): string =>
    `${serial},M1,${city},TERM,2026-01-05,2026/1/5,${customer},1,C,${plate}`;
  const upload = (
    who: typeof cast.clerk,
    rows: readonly string[],
    path = 'registrations?fileName=x.csv',
  ): Promise<Reply> =>
    onStage().send(who, 'warranty', path, [heading, ...rows].join('\n'), { 'content-type': 'text/csv' });
  const finished = async ({ body }: Reply, who: typeof cast.clerk) => {
    const path = `registrations/${textOf(body['registrationNumber'])}`;
    const state = () => onStage().get('warranty', path, who);
    return waitFor(
      async () => {
        const now = await state();
        return now['state'] === 'finished' || now['state'] === 'failed' ? now : null;
      },
      {
        describe: async () => `the file to be taken in: ${JSON.stringify(await state())}`,
        timeoutMilliseconds: 30_000,
      },
    );
  };

  it('a clerk’s file with a NUL, a plate of 20,000 characters, a city of eight letters: those rows alone, and Anshan’s file goes on', async () => {
    const stage = onStage();
    const serial = (): string => stage.newSerial('CU');
    const good = serial();
    const bad = await upload(cast.clerk, [
      row(serial(), '甲\u0000公司'),
      row(serial(), 'A', 'DL', 'x'.repeat(20_000)),
      row(serial(), 'A', 'DALIANXX'),
      row(serial(), 'A', 'AS'),
      row(good, '港务'),
    ]);
    const other = await upload(cast.otherClerk, [row(serial(), '港务', 'AS')]);
    expect(await finished(other, cast.otherClerk)).toMatchObject({ state: 'finished', registered: 1, refused: 0 });
    expect(await finished(bad, cast.clerk)).toMatchObject({ state: 'finished', registered: 1, refused: 4 });
    await stage.settled();
  });

  it('a clerk’s file as Excel saves it in China, GBK, headings and days as she writes them, is taken in; one in no writing at all is refused whole', async () => {
    const stage = onStage();
    const [one, other] = [stage.newSerial('CU'), stage.newSerial('CU')];
    const text = [
      '序列号,型号,城市,保修方案,验收日期,安装日期,客户名称,客户电话,合同号',
      `${one},M1,DL,TERM,2026/1/5,2026年1月5日,港务公司,1,C`,
      `${other},M1,DL,TERM,2026-1-5,2026/01/05,港务公司,1,C`,
    ].join('\r\n');
    const send = (content: Buffer) => stage.sendFile(cast.clerk, 'warranty', 'registrations?fileName=x.csv', content);
    const [broken] = await stage.withoutEffect(async () => [await send(Buffer.from([0xff, 0xff, 0x81, 0x20, 0xff]))]);
    expect(answers([broken].flatMap((reply) => reply ?? []))).toEqual(['400 registration-file-refused']);
    const taken = await finished(await send(gbk(text)), cast.clerk);
    expect(taken).toMatchObject({ state: 'finished', registered: 2, refused: 0 });
    await stage.settled();
    for (const serial of [one, other]) {
      const { current } = await stage.get('warranty', `covered-units/${serial}`);
      expect(current).toMatchObject({
        customerName: '港务公司',
        acceptanceOn: '2026-01-05',
        installedOn: '2026-01-05',
      });
    }
  });

  it('R1: a case is found by the phone, plate and number that its reporter gives, whatever the spelling; half a number finds nobody’s', async () => {
    const stage = onStage();
    const reporterPhone = '139 0411 7788';
    const { faultNumber } = await stage.fault(await stage.covered({ plate: '辽B·A7788' }), { reporterPhone });
    const found = async (query: string, who = cast.clerk) =>
      (await stage.list('rma', `rma-cases?limit=200&${query}`, who)).map((one) => one['faultNumber']);
    const spellings = [
      ...['13904117788', '139-0411-7788', '+86 139 0411 7788', '008613904117788'].map((one) => ['phone', one]),
      ...['辽B·A7788', '辽BA7788', '辽b a7788'].map((one) => ['plate', one]),
      ...[faultNumber, faultNumber.toLowerCase(), `${faultNumber} `].map((one) => ['faultNumber', one]),
    ];
    const heard = await Promise.all(
      spellings.map(async ([field, value]) => [value, await found(`${field}=${encodeURIComponent(value ?? '')}`)]),
    );
    expect(heard).toEqual(spellings.map(([, value]) => [value, [faultNumber]]));
    expect(await found('phone=13904117788', cast.otherClerk)).toEqual([]);
    const replies = await Promise.all(
      [`phone=${'1'.repeat(500)}`, 'plate=%00', 'phone=-', 'phone=%25', 'plate=%25'].map((query) =>
        stage.send(cast.clerk, 'rma', `rma-cases?${query}`),
      ),
    );
    expect(replies.slice(2).map(({ body }) => body['items'])).toEqual([[], [], []]);
    expect(answers(replies)).toEqual(['400 invalid-input phone', '400 character-not-allowed', '200', '200', '200']);
  });

  it('a clerk has two files looked at at once, or sends a cell of a megabyte: one at a time, and nothing is echoed', async () => {
    const stage = onStage();
    const rows = Array.from({ length: 20_000 }, (_, index) => row(`CU-M10-${index}`, 'x', 'ZZ'));
    const twice = await Promise.all([1, 2, 3].map(() => upload(cast.clerk, rows, 'registrations/preview')));
    expect([...new Set(answersInAnyOrder(twice))]).toEqual(['200', '409 preview-under-way']);
    const [huge] = await stage.withoutEffect(async () => [
      await upload(cast.clerk, [row(stage.newSerial('CU'), 'x'.repeat(1_000_000))], 'registrations/preview'),
    ]);
    expect(huge).toMatchObject({ status: 200, body: { wouldRegister: 0, refused: 1 } });
    expect(JSON.stringify(huge?.body).length).toBeLessThan(2_000);
  });

  it('a sheet of one cell at the last row and column, or one that unpacks to 300 MB: refused in a moment, and warranty answers on', async () => {
    const stage = onStage();
    const type = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const token = await stage.tokenOf(cast.clerk);
    const send = async (body: Buffer) => {
      const answer = await fetch(`${stage.urlOf('warranty')}/v1/registrations/preview`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': `x-${body.length}`, ...type },
        body: new Uint8Array(body),
      });
      return { status: answer.status, body: (await answer.json()) as Json };
    };
    const stillThere = async (): Promise<void> => {
      const before = performance.now();
      expect((await fetch(`${stage.urlOf('warranty')}/health/live`)).status).toBe(200);
      expect(performance.now() - before).toBeLessThan(1_000);
    };
    const sheet = (rows: string): Buffer => workbook(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);
    const farAway = sheet('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>');
    const bomb = sheet(`<row r="1">${' '.repeat(300 * 1024 * 1024)}</row>`);
    for (const body of [farAway, bomb, Buffer.from('PK\u0003\u0004 nothing'), Buffer.alloc(0)]) {
      const [reply] = await Promise.all([send(body), stillThere()]);
      expect(answers([reply])).toEqual(['400 registration-file-refused']);
    }
  });

  it('NUL, half an emoji, a cursor of another type, a sort by __proto__: 400 from every service, never 5xx', async () => {
    const stage = onStage();
    const lists = { warranty: 'covered-units', 'spare-pool': 'loans', rma: 'rma-cases', billing: 'charges' } as const;
    const cursor = Buffer.from('["x",{},null]').toString('base64url');
    for (const service of serviceNames) {
      const list = lists[service];
      for (const path of [
        `${list}/%00`,
        `${list}?cursor=${cursor}`,
        `${list}?sort=__proto__`,
        `${list}?sort=constructor`,
        `${list}?q=%00`,
      ]) {
        const reply = await stage.send(cast.approver, service, path);
        const why = path.includes('%00')
          ? 'character-not-allowed'
          : `invalid-input ${path.includes('sort') ? 'sort' : 'cursor'}`;
        expect([service, path, ...answers([reply])]).toEqual([service, path, `400 ${why}`]);
      }
      for (const [body, code] of [
        ['{"a":"\\u0000"}', 'character-not-allowed'],
        ['{"a":"\\ud83d"}', 'character-not-allowed'],
        ['{"__proto__":{"a":1}}', 'malformed-request'],
        ['[', 'malformed-request'],
        ['"x"', 'invalid-input'],
        ['1e999', 'invalid-input'],
      ] as const) {
        const who = service === 'billing' ? cast.finance : cast.clerk;
        const reply = await stage.send(who, service, service === 'billing' ? 'fees' : list, body);
        expect([service, body, reply.status, reply.code]).toEqual([service, body, 400, code]);
      }
    }
  });

  it('X7: one key is sent with another body, or by another person: one effect', async () => {
    const stage = onStage();
    const serial = await stage.covered();
    const report = { serial, city: 'DL', reporterName: 'A', reporterPhone: '1', symptom: 'x', severity: 'normal' };
    const key = { 'idempotency-key': `same-${serial}` };
    const sent = await Promise.all(
      Array.from({ length: 4 }, () => stage.send(cast.clerk, 'rma', 'rma-cases', report, key)),
    );
    const numbers = new Set(sent.filter(({ status }) => status === 201).map(({ body }) => body['faultNumber']));
    expect(numbers.size).toBe(1);
    const replies = await stage.withoutEffect(async () => [
      await stage.send(cast.clerk, 'rma', 'rma-cases', { ...report, severity: 'critical' }, key),
      await stage.send(cast.head, 'rma', 'rma-cases', report, key),
    ]);
    expect(answers(replies)).toEqual(['409 idempotency-key-reused', '409 open-case-exists']);
  });
}

/** As Excel saves a file in China: no program of ours writes this, so the bytes are found by what they are read as. */
function gbk(text: string): Buffer {
  const reader = new TextDecoder('gbk');
  const bytes = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1)
      bytes.set(reader.decode(Uint8Array.of(first, second)), [first, second]);
  return Buffer.from(
    Array.from(text).flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : (bytes.get(one) ?? []))),
  );
}
