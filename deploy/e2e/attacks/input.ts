import { waitFor, workbook } from '@rotables/testing';
import { serviceNames } from '../../replay/api.js';
import { cast, textOf, type WholeSystem, type Reply } from '../support/whole-system.js';

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

  it('A2 H3: a clerk’s file with a NUL, a plate of 20,000 characters, a city of eight letters: those rows alone, and Anshan’s file goes on', async () => {
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

  it('H2 M10: a sheet of one cell at the last row and column, or one that unpacks to 300 MB: refused in a moment, and warranty answers on', async () => {
    const stage = onStage();
    const type = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const token = await stage.tokenOf(cast.clerk);
    const send = async (body: Buffer): Promise<number> => {
      const answer = await fetch(`${stage.urlOf('warranty')}/v1/registrations/preview`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': `x-${body.length}`, ...type },
        body: new Uint8Array(body),
      });
      return answer.status;
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
      const [status] = await Promise.all([send(body), stillThere()]);
      expect(status >= 400 && status < 500).toBe(true);
    }
  });

  it('A25 M1 M11: NUL, half an emoji, a cursor of another type, a sort by __proto__: 400 from every service, never 5xx', async () => {
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
        const { status } = await stage.send(cast.approver, service, path);
        expect({ service, path, status }).toEqual({ service, path, status: 400 });
      }
      for (const body of ['{"a":"\\u0000"}', '{"a":"\\ud83d"}', '{"__proto__":{"a":1}}', '[', '"x"', '1e999']) {
        const { status } = await stage.send(cast.finance, service, service === 'billing' ? 'fees' : list, body);
        expect({ service, body, status: status >= 400 && status < 500 }).toEqual({ service, body, status: true });
      }
    }
  });

  it('A25 X7: one key is sent with another body, or by another person: one effect', async () => {
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
    expect(replies.map(({ status }) => status)).toEqual([409, 409]);
  });
}
