import {
  advanceChargeWithdrawnV1,
  chargePostedV1,
  eventContracts,
  scrapHoldMadeV1,
  scrapHoldRefusedV1,
  type EventContract,
} from '@rotables/contracts';
import { RunningTestService, waitFor } from '@rotables/testing';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { rmaService } from '../src/index.js';
import { foreignTypes } from '../src/timeline/timeline-sentences.js';
import { CaseDriver, text } from './case-driver.js';
import { people } from './people.js';

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);

const ownTypes = [...eventContracts.keys()]
  .filter(
    // What a day of the trail adds up to is told a day later, by the host (X8).
    (type) => type.startsWith('rma.') && !type.endsWith('.trail-anchored.v1'),
  )
  .sort();

let rma: RunningTestService;
let story: CaseDriver;

beforeAll(async () => {
  rma = await RunningTestService.start(rmaService);
  story = await CaseDriver.of(rma);
});

afterAll(() => rma.stop());

function contractOf(type: string): EventContract {
  const contract = eventContracts.get(type);
  if (!contract) throw new Error(`No contract describes ${type}.`);
  return contract;
}

/** Scrapped after a formal replacement, with a wrong serial, a notice and a vendor return on its way. */
async function scrappedCase(): Promise<void> {
  const reported = await story.reported();
  const { faultNumber } = reported;
  await story.entitled(faultNumber, 'repair');
  const loan = await story.lent(reported);
  const notice = { faultNumber, replacementSerial: loan.serial, issuedAt: '2013-04-16T03:00:00Z' };
  await story.done(201, rma.post(people.dalianClerk, '/v1/spare-replacement-notices', notice));
  const wrong = await story.done(200, story.receive(reported, { scannedSerial: 'WRONG-1' }));
  const resolve = `/v1/receipt-exceptions/${text(wrong['exceptionNumber'])}/resolve`;
  await story.done(200, rma.post(people.warehouse, resolve, { resolution: 'Sent back.' }));
  await story.done(200, story.receive(reported));
  await story.done(200, story.inspect(faultNumber));
  const send = { faultNumber, vendor: 'Seagate', sentAt: '2013-04-19T02:00:00Z' };
  const sent = await story.done(201, rma.post(people.warehouse, '/v1/vendor-returns', send));
  const back = { result: 'beyond-repair', receivedAt: '2013-04-25T02:00:00Z' };
  await story.done(
    200,
    rma.post(people.warehouse, `/v1/vendor-returns/${text(sent['vendorReturnNumber'])}/receive`, back),
  );
  await story.replaced(reported, loan);
  await story.moved(reported.serial, { movement: 'became-company-property', toPlace: 'quarantine:SY' });
  const scrap = (who: (typeof people)[keyof typeof people], path: string, body: object, status = 200) =>
    story.done(status, rma.post(who, `/v1/scrap-records${path}`, body));
  const proposal = { ...reported, reason: 'vendor-repair-failed', valueFen: 80_000 };
  const taken = await scrap(people.warehouse, '', proposal, 201);
  await scrap(people.warehouse, `/${text(taken['scrapNumber'])}/withdraw`, { reason: 'Wrong reason.' });
  const first = await scrap(people.warehouse, '', proposal, 201);
  await scrap(people.approver, `/${text(first['scrapNumber'])}/reject`, { reason: 'Photographs are missing.' });
  const { scrapNumber } = await scrap(people.warehouse, '', proposal, 201);
  const path = `/${text(scrapNumber)}`;
  const opinion = (department: string) => ({
    department,
    lead: department === 'materials',
    opinion: 'scrap',
    note: 'Bent.',
  });
  await scrap(people.materials, `${path}/appraise`, opinion('materials'));
  await scrap(people.technician, `${path}/appraise`, opinion('technical'));
  await scrap(people.quality, `${path}/appraise`, opinion('quality'));
  await scrap(people.approver, `${path}/approve`, {});
  const hold = { scrapNumber: text(scrapNumber), serial: reported.serial };
  await rma.deliver(scrapHoldRefusedV1, hold.scrapNumber, { ...scrapHoldRefusedV1.example, ...hold });
  await scrap(people.secondWarehouse, `${path}/hold`, {});
  await rma.deliver(scrapHoldMadeV1, hold.scrapNumber, { ...scrapHoldMadeV1.example, ...hold });
  await scrap(people.secondWarehouse, `${path}/execute`, { method: 'Shredded.', evidence: 'Certificate 114.' });
}

/** Withdrawn, and taken up again; recognised as our own; charged, come late, and corrected. */
async function casesThatEndOtherwise(): Promise<void> {
  const mistaken = await story.reported();
  await story.done(200, story.act(people.dalianClerk, mistaken.faultNumber, 'withdraw', { reason: 'Twice.' }));
  await story.lent(mistaken);
  const own = await story.reported();
  await story.moved(own.serial, { city: 'DL', toPlace: 'site:DL' });
  for (const [chargeNumber, comes] of [
    ['CH-8', true],
    ['CH-9', false],
  ] as const) {
    const reported = await story.reported();
    const { faultNumber } = reported;
    const loan = await story.lent(reported, 'advance-replacement');
    const charge = {
      chargeNumber,
      reason: 'unreturned-advance',
      faultNumber,
      postedAt: '2013-05-10T02:00:00Z',
    } as const;
    await rma.deliver(chargePostedV1, chargeNumber, { ...chargePostedV1.example, ...charge });
    const withdrawn = { ...advanceChargeWithdrawnV1.example, ...loan, faultNumber, reason: 'spare-returned' } as const;
    if (comes) await story.done(200, story.receive(reported, { receivedAt: '2013-05-12T02:00:00Z' }));
    else await rma.deliver(advanceChargeWithdrawnV1, loan.loanNumber, withdrawn);
  }
}

/** Kept for a spare, so that a refund is refused, and free again. */
async function caseKeptForAnother(): Promise<void> {
  const reported = await story.inspected('replacement');
  const loan = await story.lent(reported);
  await story.keepProposed(reported, loan);
  await story.refundProposed(reported);
  await story.keepDeclined(reported, loan);
}

/** Visited, repaired in the house and given back. */
async function repairedCase(): Promise<void> {
  const reported = await story.reported({ plate: '辽B12345' });
  const { faultNumber } = reported;
  await story.entitled(faultNumber, 'paid');
  const triage = { outcome: 'visit', note: 'Does not start.', triagedAt: '2013-04-16T03:00:00Z' };
  await story.done(200, story.act(people.dalianClerk, faultNumber, 'triage', triage));
  const words = { cause: 'x', nature: 'x', category: 'x', place: 'x', sparesAndTools: 'x' };
  const order = { faultNumber, technician: 'chen.jun', ...words, issuedAt: '2013-04-16T04:00:00Z' };
  const first = await story.done(201, rma.post(people.dalianClerk, '/v1/dispatch-orders', order));
  const firstPath = `/v1/dispatch-orders/${text(first['dispatchNumber'])}`;
  const other = { technician: 'wu.gang', reason: 'Ill.' };
  await story.done(200, rma.post(people.dalianHead, `${firstPath}/reassign`, other));
  await story.done(200, rma.post(people.dalianHead, `${firstPath}/cancel`, { reason: 'Later.' }));
  const { dispatchNumber } = await story.done(201, rma.post(people.dalianClerk, '/v1/dispatch-orders', order));
  const visit = { repairedOnSite: false, actionTaken: 'Taken out.', customerSignature: 'Sun Li' };
  await story.done(200, rma.post(people.technician, `/v1/dispatch-orders/${text(dispatchNumber)}/complete`, visit));
  await story.done(200, story.receive(reported));
  await story.done(200, story.inspect(faultNumber));
  await story.quoted(faultNumber, 'confirmed');
  await story.done(200, story.startRepair(faultNumber));
  await story.done(200, story.completeRepair(faultNumber));
  await story.done(200, story.test(faultNumber));
  await story.done(200, story.giveBack(faultNumber));
}

async function restockedCase(): Promise<void> {
  const reported = await story.inspected('refund');
  await story.refunded(reported);
  await story.done(200, story.test(reported.faultNumber));
  await story.done(200, story.act(people.warehouse, reported.faultNumber, 'restock', { site: 'SY' }));
}

describe('events of rma', () => {
  it('all of them obey their contracts, in sequences without a gap', async () => {
    await scrappedCase();
    await repairedCase();
    await restockedCase();
    await casesThatEndOtherwise();
    await caseKeptForAnother();
    const events = await rma.events();
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(ownTypes);
    const last = new Map<string, number>();
    for (const { type, topic, key, sequence, body } of events) {
      const contract = contractOf(type);
      ajv.validate(contract.schema, body);
      expect({ type, topic, errors: ajv.errors ?? [] }).toEqual({ type, topic: contract.topic, errors: [] });
      expect({ topic, key, sequence }).toEqual({ topic, key, sequence: (last.get(`${topic} ${key}`) ?? 0) + 1 });
      last.set(`${topic} ${key}`, sequence);
    }
  });

  it('X6 the version of every aggregate is the sequence of its last event', async () => {
    const tables: Record<string, string> = {
      rma_case: 'fault_number',
      dispatch_order: 'dispatch_number',
      spare_replacement_notice: 'notice_number',
      receipt_exception: 'exception_number',
      vendor_return: 'vendor_return_number',
      scrap_record: 'scrap_number',
    };
    const events = await rma.events();
    for (const [table, id] of Object.entries(tables)) {
      const rows = await rma.query<{ key: string; version: number }>(`select ${id} as key, version from ${table}`);
      expect([table, rows.length]).not.toEqual([table, 0]);
      for (const { key, version } of rows) {
        const sequences = events.filter((event) => event.key === key).map(({ sequence }) => sequence);
        expect([table, key, Math.max(...sequences)]).toEqual([table, key, version]);
      }
    }
  });
});

describe('events that rma consumes', () => {
  it.each(foreignTypes)('%s: the example of its contract is taken in', async (type) => {
    const contract = contractOf(type);
    await rma.deliver(contract, `example ${type}`, contract.example);
    const [dead] = await rma.query('select * from dead_letter where type = $1', [type]);
    expect(dead).toBeUndefined();
    const rows = await rma.query<{ outcome: string }>('select outcome from inbox where key = $1', [`example ${type}`]);
    expect(rows).toMatchObject([{ outcome: 'processed' }]);
  });

  it('R11 events of every service stand on the timeline once, also when they come twice', async () => {
    const reported = await story.reported();
    const { faultNumber, serial } = reported;
    const pages = async () =>
      (await rma.get<{ items: Record<string, string>[] }>(people.dalianClerk, `/v1/rma-cases/${faultNumber}/timeline`))
        .body.items;
    for (const type of foreignTypes) {
      const contract = contractOf(type);
      const about =
        'faultNumber' in contract.example && contract.example['faultNumber'] !== null ? { faultNumber } : { serial };
      const body = { ...contract.example, ...about };
      const key = `timeline ${type}`;
      await rma.deliver(contract, key, body, { sequence: 1 });
      await rma.deliver(contract, key, body, { sequence: 1 });
    }
    const entries = await waitFor(
      async () => {
        const found = await pages();
        return found.length >= foreignTypes.length && found;
      },
      { describe: 'the timeline to be complete' },
    );
    const foreign = entries.filter(({ service }) => service !== 'rma').map(({ type }) => type);
    expect([...foreign].sort()).toEqual([...foreignTypes].sort());
    expect(new Set(entries.map(({ service }) => service))).toEqual(
      new Set(['rma', 'warranty', 'spare-pool', 'billing']),
    );
    const occurred = entries.map(({ occurredAt }) => occurredAt);
    expect(occurred).toEqual([...occurred].sort());
    for (const { sentence } of entries) expect(sentence).not.toMatch(/[{}]|undefined/);
  });

  it('R11 events about the serial alone are shown only while the case is open', async () => {
    const { faultNumber, serial } = await story.reported();
    const contract = contractOf('spare-pool.unit-moved.v1');
    const body = { ...contract.example, serial };
    const shown = async () =>
      rma.query(`select from case_timeline where fault_number = $1 and type = 'spare-pool.unit-moved.v1'`, [
        faultNumber,
      ]);
    await rma.deliver(contract, serial, body);
    expect(await shown()).toHaveLength(1);
    const solved = { outcome: 'solved-remotely', note: 'x', triagedAt: '2013-04-16T03:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, faultNumber, 'triage', solved));
    await rma.deliver(contract, serial, body);
    expect(await shown()).toHaveLength(1);
  });
});
