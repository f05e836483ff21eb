import { consumptionOfServices } from './consumption.js';
import { reportLines } from './report.js';
import { Snapshot } from './snapshot.js';

import {
  warranty,
  sparePool,
  rma,
  billing,
  openBooks,
  closeBooks,
  beginAnew,
  coverage,
  entitlement,
  lent,
  charge,
  published,
  taken,
  violationsOf,
  run,
  eventId,
  longAgo,
  caseTopic,
} from './test/seeded-books.js';

describe('the audit', () => {
  beforeAll(openBooks);
  afterAll(closeBooks);
  beforeEach(beginAnew);

  it('finds nothing where the books agree, and says how much it looked at', async () => {
    const report = await run();
    expect(report.findings.flatMap(({ violations }) => violations)).toEqual([]);
    expect(report.clean).toBe(true);
    expect(report.findings.map(({ rule, checked }) => [rule, checked > 0])).toEqual(
      ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9'].map((rule) => [rule, true]),
    );
    expect(reportLines(report).at(-1)).toMatch(/^The books agree/);
  });

  it('X1 finds a unit whose row is not where its movements lead', async () => {
    await sparePool.insert('site', { site: 'AS', city: 'AS', site_kind: 'branch' });
    await sparePool.run(`update spare_unit set place_id = 'AS' where serial = 'SHELF'`);
    expect(await violationsOf('X1')).toEqual([
      expect.stringMatching(/^unit SHELF: the row says site:AS .*; but its last movement, number 1, says site:DL /),
    ]);
  });

  it('X1 finds a unit without movements, movements without a unit, and a gap in the ledger', async () => {
    await sparePool.run(`delete from movement where serial = 'SCRAP'`);
    await sparePool.run(`delete from spare_unit where serial = 'HEIR'`);
    await sparePool.run(`update movement set sequence = 3 where serial = 'SHELF'`);
    const found = await violationsOf('X1');
    expect(found).toContainEqual(expect.stringMatching(/^unit SCRAP: .*; but the ledger has no movement of it/));
    expect(found).toContainEqual(
      expect.stringMatching(/^unit HEIR: the ledger leads to customer: .*; but there is no row of the unit/),
    );
    expect(found).toContainEqual(expect.stringMatching(/^unit SHELF: movement 3 is the 1\. of the unit/));
  });

  it('X1 finds a movement that does not begin where the one before it ended', async () => {
    await sparePool.insert('movement', {
      serial: 'SHELF',
      model: 'M',
      sequence: 2,
      place_kind: 'site',
      place_id: 'DL',
      city: 'DL',
      condition: 'good',
      owner: 'company',
      custodian: null,
      from_place_kind: 'site',
      from_place_id: 'YK',
      from_city: 'YK',
      moved_at: longAgo,
      recorded_at: longAgo,
    });
    await sparePool.run(`update spare_unit set version = 2 where serial = 'SHELF'`);
    expect(await violationsOf('X1')).toEqual([
      expect.stringMatching(
        /^unit SHELF: movement 2 leads away from site:YK in YK .*; but the one before it led to site:DL in DL/,
      ),
    ]);
  });

  it('X2 finds an entry that does not balance', async () => {
    await billing.run(`update posting set amount_fen = 90 where account = 'receivable:DL'`);
    await billing.run(`update account_balance set balance_fen = 90 where account = 'receivable:DL'`);
    expect(await violationsOf('X2')).toEqual([
      'entry 1 for CH-2: its 2 postings come to -10 fen; but an entry has postings that come to 0',
    ]);
  });

  it('X2 finds an account whose balance is not the sum of its postings', async () => {
    await billing.run(`update account_balance set balance_fen = 101 where account = 'receivable:DL'`);
    expect(await violationsOf('X2')).toEqual([
      'account receivable:DL of DL: its balance is 101; but its postings come to 100',
    ]);
  });

  it('X2 finds a charge that says more is paid than was received', async () => {
    await charge('CH-3', 'FR-3', { reason: 'compensation', amount_fen: 500, paid_fen: 200, fault_number: null });
    expect(await violationsOf('X2')).toEqual([
      'charge CH-3: it says that 200 fen are paid; but its receipts come to 0',
    ]);
  });

  it('X3 finds two active coverages of one unit', async () => {
    await warranty.run('drop index coverage_one_active');
    await warranty.insert('coverage', {
      serial: 'HEIR',
      number: 2,
      city: 'DL',
      state: 'covered',
      recorded_at: longAgo,
    });
    const found = await violationsOf('X3');
    await warranty.run(`delete from coverage where number = 2`);
    await warranty.run(`create unique index coverage_one_active on coverage (serial) where state = 'covered'`);
    expect(found).toEqual(['unit HEIR: 2 coverages are active: number 1, 2; but a unit has one at most']);
  });

  it('X3 finds a formal replacement by which nothing was inherited, and an heir of a coverage that goes on', async () => {
    await warranty.run(`update coverage set inherited_from = null, inherited_by_fault = null where serial = 'HEIR'`);
    expect(await violationsOf('X3')).toEqual([
      'fault FR-1: HEIR stayed as formal replacement for OLD (LN-1); but warranty has heard of it and no coverage was inherited',
    ]);
    await warranty.run(`update coverage set inherited_from = 'OLD', inherited_by_fault = 'FR-1' where serial = 'HEIR'`);
    await warranty.run(`update coverage set state = 'covered', ended_at = null where serial = 'OLD'`);
    expect(await violationsOf('X3')).toEqual([
      'unit HEIR: it inherited from OLD by FR-1; but no coverage of OLD has ended',
    ]);
  });

  it('X4 finds a resolved case without a charge, unless billing has not heard of it or holds it back', async () => {
    await billing.run('delete from charge');
    expect(await violationsOf('X4')).toEqual([
      'case FR-1: rma has resolved it (OLD, formal-replacement); but billing has heard of it and has no charge',
    ]);
    await billing.insert('pending_charge', {
      source: 'repair:FR-1',
      reason: 'repair',
      fault_number: 'FR-1',
      city: 'DL',
    });
    const held = (await run()).findings.find(({ rule }) => rule === 'X4');
    expect(held).toMatchObject({ violations: [], inFlight: 1 });
  });

  it('X4 finds a second charge, a charge without a case, and one without grounds', async () => {
    await billing.run('drop index charge_repair_per_fault');
    await charge('CH-2', 'FR-1', {});
    await charge('CH-4', 'FR-4', { entitlement_id: null });
    const found = await violationsOf('X4');
    await billing.run(`delete from charge where charge_number <> 'CH-1'`);
    await billing.run(`create unique index charge_repair_per_fault on charge (fault_number) where reason = 'repair'`);
    expect(found).toEqual([
      'case FR-1: rma has resolved it (OLD, formal-replacement); but billing has 2 charges: CH-1, CH-2',
      'charge CH-4: billing charges for FR-4; but rma has no such resolved case',
      'charge CH-4: it charges nothing for FR-4; but it names no entitlement by which that is free',
    ]);
  });

  it('X4 finds a charge of another amount than the customer confirmed', async () => {
    await warranty.run(`update entitlement set kind = 'paid' where entitlement_id = 'EN-1'`);
    await billing.insert('quote', {
      quote_number: 'QT-1',
      fault_number: 'FR-1',
      city: 'DL',
      state: 'confirmed',
      total_fen: 300,
    });
    await billing.run(
      `update charge set amount_fen = 500, quote_number = 'QT-1', state = 'open' where charge_number = 'CH-1'`,
    );
    expect(await violationsOf('X4')).toEqual([
      'charge CH-1: it charges 500 fen for FR-1; but the quote QT-1 is confirmed with 300 fen',
    ]);
  });

  it('X5 finds an event that a consumer has neither in its inbox nor in its dead letters', async () => {
    await billing.run('delete from inbox where sequence = 2');
    const found = await violationsOf('X5');
    expect(found).toEqual([
      expect.stringMatching(
        /^rma\.rma-case\.v1 FR-1 #2: rma published rma\.case-resolved\.v1 at .*; but billing has it neither/,
      ),
    ]);
    await billing.insert('dead_letter', {
      topic: caseTopic,
      key: 'FR-1',
      sequence: 2,
      reason: 'handler-failed',
      first_failed_at: longAgo,
    });
    expect((await run()).findings.find(({ rule }) => rule === 'X5')?.violations).toEqual([]);
  });

  it('X5 counts an event that waits in the outbox, or was published a moment ago, as in flight', async () => {
    await rma.insert('outbox', {
      event_id: eventId(3),
      topic: caseTopic,
      key: 'FR-1',
      sequence: 3,
      type: 'rma.case-closed.v1',
      bucket: 0,
    });
    await published(rma, caseTopic, 'FR-2', 1, 'rma.fault-reported.v1');
    await rma.run(`update outbox_published set published_at = clock_timestamp() where key = 'FR-2'`);
    const report = await run();
    expect(report.findings.find(({ rule }) => rule === 'X5')).toMatchObject({ violations: [], inFlight: 2 });
    expect(report.clean).toBe(true);
  });

  it('X5 finds an event that nobody sent, and another event under the same sequence', async () => {
    await taken(billing, caseTopic, 'FR-9', 1, 'rma.fault-reported.v1');
    await billing.run(`update inbox set event_id = '${eventId(77)}' where key = 'FR-1' and sequence = 1`);
    const found = await violationsOf('X5');
    expect(found).toContainEqual(
      expect.stringMatching(/FR-9 #1: billing has taken it in at .*; but rma has never sent it/),
    );
    expect(found).toContainEqual(
      expect.stringMatching(/FR-1 #1: rma sent event .*0001; but billing has taken in event .*0077/),
    );
  });

  it('X6 finds a gap and a repeat in the sequence of an aggregate', async () => {
    await published(rma, caseTopic, 'GAP', 1, 'rma.fault-reported.v1');
    await published(rma, caseTopic, 'GAP', 3, 'rma.case-closed.v1');
    await rma.insert('outbox', {
      event_id: eventId(99),
      topic: caseTopic,
      key: 'FR-1',
      sequence: 2,
      type: 'rma.case-closed.v1',
      bucket: 0,
    });
    const found = await violationsOf('X6');
    expect(found).toContain(
      'rma.rma-case.v1 GAP (rma): it has 2 events, from sequence 1 to 3; but there are 3 numbers up to 3',
    );
    expect(found).toContain('rma.rma-case.v1 FR-1 (rma): 3 events share 2 sequences; but a sequence is one event');
  });

  it('X6 takes an event that is being published again for the one event that it is', async () => {
    await rma.insert('outbox', {
      event_id: eventId(2),
      topic: caseTopic,
      key: 'FR-1',
      sequence: 2,
      type: 'rma.case-resolved.v1',
      bucket: 0,
    });
    expect((await run()).clean).toBe(true);
  });

  it('X7 finds a command that was acknowledged and is not in the books, and one without its answer', async () => {
    const answered = { actor: 'clerk.dl', route: 'POST /v1/rma-cases', status: 201 };
    await rma.insert('idempotency_key', { ...answered, key: 'k2', response: '{"faultNumber":"FR-404"}' });
    await rma.insert('idempotency_key', { ...answered, key: 'k3', status: null, response: null });
    const found = await violationsOf('X7');
    expect(found).toContain(
      'key k2 of clerk.dl: rma has answered POST /v1/rma-cases with faultNumber FR-404; but there is no such row in rma_case',
    );
    expect(found).toContain(
      'key k3 of clerk.dl: rma has committed POST /v1/rma-cases under it; but the answer was not stored with it',
    );
  });

  it('X7 finds a number that two commands were given', async () => {
    await rma.insert('idempotency_key', {
      actor: 'clerk.as',
      key: 'k9',
      route: 'POST /v1/rma-cases',
      status: 201,
      response: '{"faultNumber":"FR-1"}',
    });
    expect(await violationsOf('X7')).toEqual([
      'faultNumber FR-1: rma gave it as the answer to several commands: clerk.dl k1, clerk.as k9; but a number is given once',
    ]);
  });

  it("X9 finds a customer's unit without coverage, a scrapped one with it, and a spare that is covered", async () => {
    await warranty.run(`update coverage set state = 'ended', ended_at = '${longAgo}' where serial = 'HEIR'`);
    await coverage('SCRAP', { state: 'covered' });
    await coverage('SHELF', { state: 'covered' });
    expect(await violationsOf('X9')).toEqual([
      'unit HEIR: stock has it at customer, owned by the customer; but warranty has no active coverage of it',
      'unit SCRAP: stock has it at scrapped, owned by the company; but warranty covers it still',
      "unit SHELF: stock has it at site:DL, owned by the company; but warranty covers it as a customer's device",
    ]);
  });

  it('X9 takes a loan for right whose unit is out, for the unit of its case', async () => {
    await lent(7);
    expect((await run()).clean).toBe(true);
  });

  it('X9 finds a loan that is out while its unit was scrapped, and a unit that is out on no loan', async () => {
    await lent(7);
    await sparePool.run(
      `update spare_unit set place_kind = 'scrapped', place_id = '', condition = 'scrapped' where serial = 'OUT-7'`,
    );
    await sparePool.run(
      `update movement set place_kind = 'scrapped', place_id = '', condition = 'scrapped' where serial = 'OUT-7'`,
    );
    await lent(8, { state: 'returned' });
    expect(await violationsOf('X9')).toEqual([
      'loan LN-7: the pool has lent OUT-7 for DEF-7 of FR-7 (out); but stock has the unit at scrapped, owned by the company',
      'loan LN-8: the pool has lent OUT-8 for DEF-8 of FR-8 (returned); but stock has the unit at customer:LN-8, owned by the company',
      'unit OUT-8: stock has it at customer:LN-8, owned by the company; but it is on no open loan, and no case waits for it',
    ]);
  });

  it("X9 finds a loan without its case, and one for a stranger's unit", async () => {
    await lent(7);
    await rma.run(`delete from rma_case where fault_number = 'FR-7'`);
    await lent(8, { defective_serial: 'STRANGER' });
    expect(await violationsOf('X9')).toEqual([
      'loan LN-7: the pool has lent OUT-7 for DEF-7 of FR-7 (out); but rma has no such case',
      'loan LN-8: the pool has lent OUT-8 for STRANGER of FR-8 (out); but the case is about DEF-8',
    ]);
  });

  it('X9 finds a formal replacement that the case knows nothing of, and one beside a refund', async () => {
    await rma.run(`update rma_case set resolution = 'repaired' where fault_number = 'FR-1'`);
    expect(await violationsOf('X9')).toEqual([
      'loan LN-1: the pool has lent HEIR for OLD of FR-1 (formal-replacement); but rma has the case as repaired',
    ]);
    await rma.run(`update rma_case set resolution = 'formal-replacement' where fault_number = 'FR-1'`);
    await entitlement('EN-2', 'FR-1', 'refund', 'EN-1');
    await billing.insert('refund', {
      refund_number: 'RF-1',
      fault_number: 'FR-1',
      entitlement_id: 'EN-2',
      city: 'DL',
      state: 'paid',
    });
    expect(await violationsOf('X9')).toEqual([
      'loan LN-1: the pool has lent HEIR for OLD of FR-1 (formal-replacement); but billing has paid a refund for the same fault',
    ]);
  });

  it('X9 finds a notice that says otherwise than its loan', async () => {
    await lent(7);
    await rma.insert('spare_replacement_notice', {
      notice_number: 'NT-1',
      fault_number: 'FR-7',
      replacement_serial: 'OUT-7',
      city: 'DL',
      state: 'recovered',
      outcome: 'formal-replacement',
      recovered_at: longAgo,
    });
    expect(await violationsOf('X9')).toEqual([
      'notice NT-1: rma has recovered it: formal-replacement of OUT-7; but loan LN-7 is out',
    ]);
  });

  it('X4 finds work for nothing by an entitlement that is not free, and a refund by one that is none', async () => {
    await warranty.run(`update entitlement set kind = 'paid' where entitlement_id = 'EN-1'`);
    await billing.insert('refund', {
      refund_number: 'RF-1',
      fault_number: 'FR-2',
      entitlement_id: 'EN-1',
      city: 'DL',
      state: 'paid',
    });
    expect(await violationsOf('X4')).toEqual([
      'charge CH-1: it charges nothing for FR-1 by EN-1; but that entitlement says paid',
      'refund RF-1: it was paid for FR-2 by EN-1; but that one says paid',
    ]);
  });

  it('X9 does not judge a unit that has just moved', async () => {
    await coverage('SCRAP', { state: 'covered' });
    await sparePool.run(`update movement set recorded_at = clock_timestamp() where serial = 'SCRAP'`);
    expect((await run()).findings.find(({ rule }) => rule === 'X9')).toMatchObject({ violations: [], inFlight: 1 });
  });

  it('can change nothing, for its transactions are read-only', async () => {
    const snapshot = await Snapshot.take(rma.target);
    await expect(snapshot.all('delete from rma_case')).rejects.toThrow(/read-only transaction/);
    await snapshot.close();
  });
});

describe('what each service consumes', () => {
  it('is what its controllers have handlers for', async () => {
    const found = await consumptionOfServices();
    expect([...found.keys()].sort()).toEqual(['billing', 'console', 'rma', 'spare-pool', 'warranty']);
    expect(found.get('billing')).toContain('rma.rma-case.v1');
    expect(found.get('warranty')).toContain('spare-pool.loan.v1');
    expect(found.get('spare-pool')).toContain('warranty.installed-base.v1');
    expect(found.get('rma')).toContain('billing.quote.v1');
    expect(found.get('console')).toContain('spare-pool.site.v1');
    for (const service of ['warranty', 'spare-pool', 'rma', 'billing'])
      expect(found.get(service)).toContain('console.account.v1');
  });
});
