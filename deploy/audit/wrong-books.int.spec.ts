import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents } from './x7-commands.js';
import {
  accounts,
  beginAnew,
  billing,
  books,
  caseTopic,
  charge,
  closeBooks,
  coverage,
  entitlement,
  eventId,
  lent,
  longAgo,
  openBooks,
  parcel,
  rma,
  run,
  sparePool,
  term,
  unitAt,
  violationsOf,
  warranty,
} from './test/seeded-books.js';

describe('the audit speaks on wrong books', () => {
  beforeAll(openBooks);
  afterAll(closeBooks);
  beforeEach(beginAnew);

  describe('X1 parcels that are exceptions', () => {
    it('are right where nothing contradicts them, also while the ledger has the unit on its way', async () => {
      await parcel(1, 'STRANGER');
      await unitAt('RETURNING', 'vendor', 'VR-1');
      await parcel(2, 'RETURNING');
      await sparePool.insert('site', { site: 'SY-CW', city: 'SY', site_kind: 'central-warehouse' });
      // At the warehouse, in place of the unit of a case of Dalian.
      await parcel(3, 'INSTEAD', { site: 'SY-CW', exception_kind: 'wrong-serial', fault_number: 'FR-1' });
      const report = await run();
      expect(report.clean).toBe(true);
      expect(report.findings.find(({ rule }) => rule === 'X1')).toMatchObject({ inFlight: 1 });
    });

    it('are wrong with a unit that lies on a shelf elsewhere, was scrapped, or lies in another parcel too', async () => {
      await sparePool.insert('site', { site: 'SY-CW', city: 'SY', site_kind: 'central-warehouse' });
      await parcel(1, 'SHELF', { site: 'SY-CW', city: 'SY' });
      await parcel(2, 'SCRAP');
      await parcel(3, 'TWICE');
      await parcel(4, 'TWICE', { exception_kind: 'wrong-serial' });
      expect(await violationsOf('X1')).toEqual([
        'unit SHELF: it lies in the parcel of exception RX-1 at SY-CW; but the ledger has it at site:DL',
        'unit SCRAP: it lies in the parcel of exception RX-2 at DL; but the ledger has it at scrapped',
        'unit TWICE: it lies in the parcel of exception RX-4 at DL; but it lies in that of RX-3 at DL too',
      ]);
    });

    it('are somewhere, and where they were received for a case', async () => {
      await parcel(1, 'NOWHERE', { site: 'XX', city: 'XX' });
      const by = { resolution: 'It is that one.', resolved_by: 'li.na', resolved_at: longAgo };
      const resolved = { state: 'resolved', outcome: 'received', ...by };
      await lent(7);
      await parcel(2, 'DEF-7', { ...resolved, linked_fault_number: 'FR-7' });
      await parcel(3, 'OTHER', { ...resolved, linked_fault_number: 'FR-7' });
      await parcel(4, 'OTHER', { ...resolved, linked_fault_number: 'FR-404' });
      expect(await violationsOf('X1')).toEqual([
        'unit NOWHERE: it lies in the parcel of exception RX-1 at XX in XX; but spare-pool has no such site',
        'unit DEF-7: the parcel of exception RX-2 was received for FR-7; but that case has not received it',
        'unit OTHER: the parcel of exception RX-3 was received for FR-7; but that case is about DEF-7',
        'unit OTHER: the parcel of exception RX-4 was received for FR-404; but rma has no such case',
      ]);
    });
  });

  describe('X1 S9 what another service told of a unit', () => {
    const fact = (values: Readonly<Record<string, unknown>>) =>
      sparePool.insert('awaiting_fact', { city: 'DL', recorded_at: longAgo, ...values });

    it('is in the ledger within a day: nothing is set aside, or waits, for ever', async () => {
      await fact({ id: 1, serial: 'SHELF', lane: 'scrap', kind: 'scrapped', document: 'SC-1', set_aside: true });
      await fact({ id: 2, serial: 'NEW', lane: 'case', kind: 'restocked', document: 'FR-7', set_aside: false });
      await sparePool.insert('awaiting_fact', {
        id: 3,
        serial: 'JUST',
        lane: 'case',
        kind: 'restocked',
        document: 'FR-8',
      });
      expect(await violationsOf('X1')).toEqual([
        'unit SHELF: SC-1 says that it was scrapped, which for more than a day has been set aside; but the ledger has it at site:DL',
        'unit NEW: FR-7 says that it was restocked, which for more than a day has waited; but the ledger does not know the unit',
      ]);
    });

    it('is no place that nobody opened: a shelf, or a quarantine, is of a site that there is', async () => {
      await unitAt('NOSHELF', 'site', 'XX');
      await unitAt('NOWHERE', 'quarantine', 'YY');
      expect(await violationsOf('X1')).toEqual([
        'unit NOSHELF: the ledger has it at site:XX; but there is no such site',
        'unit NOWHERE: the ledger has it at quarantine:YY; but there is no such site',
      ]);
    });
  });

  describe('X9 R9 an executed scrap record', () => {
    const executed = (scrap_number: string, serial: string) =>
      rma.insert('scrap_record', {
        scrap_number,
        serial,
        city: 'DL',
        state: 'executed',
        reason: 'superseded',
        executed_at: longAgo,
      });

    it('has its unit scrapped in the pool, and on no shelf', async () => {
      await executed('SC-1', 'SCRAP');
      expect((await run()).clean).toBe(true);
      await executed('SC-2', 'SHELF');
      await executed('SC-3', 'NOBODYS');
      expect(await violationsOf('X9')).toEqual([
        'scrap record SC-2: rma has scrapped SHELF by it; but stock has it at site:DL',
        'scrap record SC-3: rma has scrapped NOBODYS by it; but stock does not know the unit',
      ]);
    });
  });

  describe('X9 S7 an open loan', () => {
    it('is for a case that was not withdrawn, nor over when it was made; one that ended since waits for its spare', async () => {
      for (const number of [7, 8, 9]) {
        await lent(number);
        await sparePool.run(`update movement set kind = 'loaned', document = $1 where serial = $2`, [
          `LN-${number}`,
          `OUT-${number}`,
        ]);
      }
      const over = (number: number, resolution: string) =>
        rma.run(`update rma_case set resolution = $1, resolved_at = $2, closed_at = $2 where fault_number = $3`, [
          resolution,
          longAgo,
          `FR-${number}`,
        ]);
      const closed = (number: number, recordedAt: string) =>
        rma.insert('outbox_published', {
          id: 100 + number,
          event_id: eventId(100 + number),
          topic: caseTopic,
          key: `FR-${number}`,
          sequence: 1,
          type: 'rma.case-closed.v1',
          bucket: 0,
          recorded_at: recordedAt,
          published_at: longAgo,
          epoch: 1,
        });
      await over(7, 'withdrawn');
      await over(8, 'solved-remotely');
      await closed(8, '2025-12-31T00:00:00Z');
      await over(9, 'repaired');
      await closed(9, '2026-01-02T00:00:00Z');
      const found = (await run()).findings.find(({ rule }) => rule === 'X9')?.violations ?? [];
      expect(found.map(({ subject, otherSide }) => `${subject}: ${otherSide}`)).toEqual([
        'loan LN-7: rma has the case as withdrawn',
        'loan LN-8: rma had the case as solved-remotely already',
      ]);
    });
  });

  describe('X3 what an heir took over', () => {
    it('begins at the instant at which the other ended, to the millisecond', async () => {
      await warranty.run(`update coverage set begun_at = begun_at + interval '1 ms' where serial = 'HEIR'`);
      expect(await violationsOf('X3')).toEqual([
        'unit HEIR: its coverage begins at 2026-01-01T00:00:00.001Z, taken over from OLD by FR-1; but that of OLD ended at 2026-01-01T00:00:00.000Z (replaced)',
      ]);
    });

    it('was given by a replacement, not by a refund', async () => {
      await warranty.run(`update coverage set end_reason = 'refunded' where serial = 'OLD'`);
      expect(await violationsOf('X3')).toEqual([
        expect.stringMatching(/^unit HEIR: .*; but that of OLD ended at .* \(refunded\)$/),
      ]);
    });

    it.each([
      ['a day later', '2027-01-02'],
      ['a day earlier', '2026-12-31'],
    ])('does not end %s than what was left', async (_what, until) => {
      await warranty.run(`update coverage_term set until_on = '${until}' where serial = 'HEIR'`);
      expect(await violationsOf('X3')).toEqual([
        `unit HEIR: what it took over from OLD by FR-1 ends on ${until}; but what was left of that one's coverage ends on 2027-01-01`,
      ]);
    });

    it('may be followed by a renewal of its own, and by downtime of the replaced unit that was heard of late', async () => {
      await term('HEIR', { from_on: '2027-01-04', until_on: '2028-01-04', source: 'renewal', document: 'RN-1' });
      for (const serial of ['OLD', 'HEIR'])
        await term(serial, { from_on: '2027-01-01', until_on: '2027-01-04', source: 'extension', document: 'FR-0' });
      expect((await run()).clean).toBe(true);
      await warranty.run(
        `update coverage_term set until_on = '2027-01-02' where serial = 'OLD' and source = 'extension'`,
      );
      expect(await violationsOf('X3')).toEqual([
        'unit HEIR: it was given 3 days for FR-0; but OLD, whose downtime that was, was given 1',
      ]);
    });

    it('was given by a spare that stayed: an event that nobody of the pool told gives nothing', async () => {
      await sparePool.run(`delete from loan where loan_number = 'LN-1'`);
      expect(await violationsOf('X3')).toEqual([
        'fault FR-1: warranty let a coverage be inherited by it; but the pool has no spare that stayed for it',
      ]);
    });
  });

  describe('X4 charges', () => {
    const yesterday = `clock_timestamp() - interval '25 hours'`;

    it('are held back for a day, and not for ever', async () => {
      await billing.run('delete from charge');
      const claim = {
        source: 'repair:FR-1',
        reason: 'repair',
        fault_number: 'FR-1',
        city: 'DL',
        sentence: 'No price.',
      };
      await billing.insert('pending_charge', claim);
      expect((await run()).clean).toBe(true);
      await billing.run(`update pending_charge set recorded_at = ${yesterday}`);
      expect(await violationsOf('X4')).toEqual([
        expect.stringMatching(
          /^claim repair:FR-1: billing was told of it at .* \(repair of FR-1\); but for more than a day there is no charge: No price\.$/,
        ),
      ]);
    });

    it('are unheard of by billing for a day, and not for ever', async () => {
      await billing.run('delete from charge');
      await billing.run(`delete from inbox where sequence = 2`);
      await billing.insert('dead_letter', {
        topic: 'rma.rma-case.v1',
        key: 'FR-1',
        sequence: 2,
        reason: 'handler-failed',
        first_failed_at: longAgo,
      });
      await rma.run(`update outbox_published set recorded_at = clock_timestamp() where sequence = 2`);
      expect((await run()).clean).toBe(true);
      await rma.run(`update outbox_published set recorded_at = ${yesterday} where sequence = 2`);
      expect(await violationsOf('X4')).toEqual([
        expect.stringMatching(
          /^case FR-1: rma has resolved it, and told of that at .*; but billing has not heard of it/,
        ),
      ]);
    });

    it('ask nothing of whom the entitlement asks nothing, and the price of a unit for a spare that stayed', async () => {
      await billing.run(`update charge set amount_fen = 700, state = 'open' where charge_number = 'CH-1'`);
      await billing.insert('case_projection', { fault_number: 'FR-1', city: 'DL', resolution: 'formal-replacement' });
      await billing.insert('fee', { fee_code: 'unit-price', amount_fen: 90_000, effective_on: '2026-01-01' });
      expect(await violationsOf('X4')).toEqual([
        'charge CH-1: it charges 700 fen for FR-1 by EN-1; but that entitlement says replacement, for which nothing is paid',
        'charge CH-1: it charges 700 fen for the spare that stayed for FR-1; but no line of the fee schedule says that a unit costs that',
      ]);
      await warranty.run(`update entitlement set kind = 'paid' where entitlement_id = 'EN-1'`);
      await billing.run(`update charge set amount_fen = 90000 where charge_number = 'CH-1'`);
      expect((await run()).clean).toBe(true);
    });

    it('of nothing for work that is paid for are wrong, whoever kept the spare (P1a)', async () => {
      await entitlement('EN-2', 'FR-1', 'paid', 'EN-1');
      await billing.run(`update charge set entitlement_id = 'EN-2'`);
      expect(await violationsOf('X4')).toEqual([
        'charge CH-1: it charges nothing for FR-1 by EN-2; but that entitlement says paid',
      ]);
    });
  });

  describe('the books of the console', () => {
    const told = { name: 'Li Na', roles: ['finance'], cities: null, department: null };

    async function account(values: Readonly<Record<string, unknown>> = {}): Promise<void> {
      const { roles, ...row } = told;
      await accounts.insert('account', {
        account: 'li.na',
        person: 'li.na',
        version: 1,
        ...row,
        roles: JSON.stringify(roles),
        ...values,
      });
    }

    async function toldOf(sequence: number, state = 'active'): Promise<void> {
      const body = JSON.stringify({ account: 'li.na', ...told, state });
      const place = { topic: 'console.account.v1', key: 'li.na', sequence, type: 'console.account-changed.v1' };
      const event_id = `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`;
      const times = { recorded_at: longAgo, published_at: longAgo, epoch: 1 };
      await accounts.insert('outbox_published', { ...place, ...times, id: sequence, event_id, bucket: 0, body });
    }

    it('X5 are heard by every service, and X6 without a gap', async () => {
      await account({ version: 3 });
      await toldOf(1);
      await toldOf(3);
      const listening = new Map([['rma', ['console.account.v1']]]);
      const report = await run(listening);
      const found = report.findings.flatMap(({ violations }) =>
        violations.map(({ rule, subject }) => `${rule} ${subject}`),
      );
      expect(found).toContain('X5 console.account.v1 li.na #1');
      expect(found).toContain('X6 console.account.v1 li.na (console)');
    });

    it('X10 tell of accounts, and of nothing that another service tells of', async () => {
      await accounts.tell('rma.rma-case.v1', 'FR-1', ['somebody']);
      expect(await violationsOf('X5')).toEqual([
        'rma.rma-case.v1 FR-1 #1: console has told it; but only rma tells of that topic',
      ]);
    });

    it('X8 say of an account what was last told of it', async () => {
      await account();
      await toldOf(1);
      expect((await run()).clean).toBe(true);
      await accounts.run(`update account set roles = '["administrator"]'`);
      expect(await violationsOf('X8')).toEqual([
        'account li.na: its row says Li Na, ["administrator"], all cities, active, as of event 1; but the trail says Li Na, ["finance"], all cities, active, as of event 1',
      ]);
    });

    it('X8 hold an account that was enabled behind the back of everybody, one that was made so, and one that was taken out', async () => {
      await account();
      await toldOf(1, 'disabled');
      expect(await violationsOf('X8')).toEqual([
        expect.stringMatching(/ active, as of event 1; but .* disabled, as of/),
      ]);
      await accounts.run('delete from account');
      expect(await violationsOf('X8')).toEqual([
        expect.stringMatching(/^account li\.na: its row says has no row; but /),
      ]);
      await accounts.run('delete from outbox_published');
      await account();
      expect(await violationsOf('X8')).toEqual([
        expect.stringMatching(/^account li\.na: .*; but the trail says nothing$/),
      ]);
    });

    it('X8 are linked as the others are', async () => {
      await accounts.tell('console.spec.v1', 'A', ['li.na', 'wang.fang']);
      expect((await run()).clean).toBe(true);
      await accounts.run(`update outbox_published set actor = 'somebody' where sequence = 2`);
      expect(await violationsOf('X8')).toEqual([
        'console.spec.v1 A (console): event 2 is not what was linked; but the trail is only ever appended to',
      ]);
    });
  });

  describe('X7 acknowledged commands', () => {
    it('have in the books what they answered with, alone or in a page', async () => {
      const wanted: string[] = [];
      for (const [index, { service, resource, field, table }] of documents.entries()) {
        const book = books().find((one) => one.service === service);
        const key = { actor: 'li.na', status: 200, route: `POST /v1/${resource}/X/act` };
        const page = { items: [{ [field]: 'NOWHERE' }], nextCursor: null };
        for (const [kind, response] of Object.entries({ one: { [field]: 'NOWHERE' }, page })) {
          await book?.insert('idempotency_key', {
            ...key,
            key: `${kind}-${index}`,
            response: JSON.stringify(response),
          });
          wanted.push(
            `key ${kind}-${index} of li.na: ${service} has answered ${key.route} with ${field} NOWHERE; but there is no such row in ${table}`,
          );
        }
      }
      expect((await violationsOf('X7')).sort()).toEqual(wanted.sort());
    });

    it('are looked at for every resource that the APIs make something of', () => {
      const directory = join(import.meta.dirname, '..', '..', 'contracts', 'http');
      const made = readdirSync(directory)
        .filter((file) => file.endsWith('.openapi.json'))
        .flatMap((file) => {
          const { paths } = JSON.parse(readFileSync(join(directory, file), 'utf8')) as {
            paths: Record<
              string,
              { post?: { responses: Record<string, unknown>; 'x-without-unit-of-work'?: boolean } }
            >;
          };
          const service = file.replace('.openapi.json', '');
          return Object.entries(paths)
            .filter(
              ([, { post }]) =>
                post !== undefined && '201' in post.responses && post['x-without-unit-of-work'] !== true,
            )
            .map(([path]) => `${service} ${path.split('/')[2] ?? ''}`);
        });
      const known = new Set(documents.map(({ service, resource }) => `${service} ${resource}`));
      // The session's routes are the browser's: they have no Idempotency-Key, and their answers are kept nowhere.
      expect(made.filter((resource) => resource !== 'console session' && !known.has(resource))).toEqual([]);
    });
  });

  describe('X9 three ways', () => {
    it('a case says that a spare stayed, the pool says that it is out, or has no loan at all', async () => {
      await lent(7);
      await rma.run(
        `update rma_case set resolution = 'formal-replacement', resolved_at = now() where fault_number = 'FR-7'`,
      );
      await sparePool.run(`delete from loan where loan_number = 'LN-1'`);
      const found = await violationsOf('X9');
      expect(found).toContain('case FR-7: rma has DEF-7 replaced for good; but the pool has loan LN-7 out');
      expect(found).toContain('case FR-1: rma has OLD replaced for good; but the pool has no loan for it');
    });

    it('a charged advance replacement stands for one that stayed', async () => {
      await lent(7, { loan_kind: 'advance-replacement', defective_state: 'charged' });
      await rma.run(
        `update rma_case set resolution = 'formal-replacement', resolved_at = now() where fault_number = 'FR-7'`,
      );
      await entitlement('EN-7', 'FR-7', 'replacement');
      await charge('CH-7', 'FR-7', { entitlement_id: 'EN-7' });
      expect((await run()).clean).toBe(true);
    });

    it('a unit of the company became a customer’s by nothing that stayed (P1c, DLV-2)', async () => {
      await unitAt('GIVEN', 'site', 'DL');
      const facts = { model: 'M', city: 'DL', condition: 'good', custodian: null };
      const move = {
        from_place_kind: 'site',
        from_place_id: 'DL',
        from_city: 'DL',
        moved_at: longAgo,
        recorded_at: longAgo,
      };
      const away = { place_kind: 'customer', place_id: '', owner: 'customer', document: 'FR-404' };
      await sparePool.insert('movement', { serial: 'GIVEN', sequence: 2, ...facts, ...move, ...away });
      await sparePool.run(
        `update spare_unit set place_kind = 'customer', place_id = '', owner = 'customer', version = 2 where serial = 'GIVEN'`,
      );
      expect(await violationsOf('X9')).toEqual([
        "unit GIVEN: its movement 2 (FR-404) made it the customer's, from the company's; but no loan of it stayed as formal replacement by that document",
      ]);
    });

    it('a notice says that the spare was lost, its loan that it came back', async () => {
      await lent(7, { state: 'returned' });
      await sparePool.run(`update spare_unit set place_kind = 'site', place_id = 'DL' where serial = 'OUT-7'`);
      await sparePool.run(`update movement set place_kind = 'site', place_id = 'DL' where serial = 'OUT-7'`);
      const notice = { notice_number: 'NT-1', fault_number: 'FR-7', replacement_serial: 'OUT-7', city: 'DL' };
      await rma.insert('spare_replacement_notice', {
        ...notice,
        state: 'recovered',
        outcome: 'lost',
        recovered_at: longAgo,
      });
      expect(await violationsOf('X9')).toEqual([
        'notice NT-1: rma has recovered it: lost of OUT-7; but loan LN-7 is returned',
      ]);
    });

    it('a customer has his money back and an heir of his coverage', async () => {
      await coverage('SHELF', { state: 'ended', ended_at: longAgo, end_reason: 'refunded' });
      await entitlement('EN-2', 'FR-1', 'refund', 'EN-1');
      const refund = { refund_number: 'RF-1', fault_number: 'FR-1', entitlement_id: 'EN-2', city: 'DL', state: 'paid' };
      await billing.insert('refund', refund);
      expect(await violationsOf('X9')).toEqual([
        expect.stringMatching(/^loan LN-1: .*; but billing has paid a refund for the same fault$/),
      ]);
    });
  });
});
