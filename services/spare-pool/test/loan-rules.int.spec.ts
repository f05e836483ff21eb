import {
  caseClosedV1,
  caseResolvedV1,
  coverageEndedV1,
  outcomeReservedV1,
  repairCompletedV1,
  scrapExecutedV1,
  unitReceivedV1,
  unitRegisteredV1,
  unitRestockedV1,
  unitReturnedToCustomerV1,
  type EventContract,
} from '@rotables/contracts';
import { FixedClock } from '@rotables/domain-kernel';
import { waitFor, type Answer, type Caller, type RunningTestService } from '@rotables/testing';
import {
  acquired,
  answered,
  at,
  during,
  entitled,
  installed,
  kept,
  lostAtCustomer,
  loanBody,
  newFault,
  newSerials,
  people,
  reported,
  startPool,
  stocked,
  textOf,
  unitOf,
  type Json,
  type Reported,
} from './pool.js';

const clock = new FixedClock(new Date());
let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool(clock);
  await installed(pool, 'DL', 5_000);
  await installed(pool, 'AS', 5_000);
});

afterAll(() => pool.stop());

const lend = (body: Json): Promise<Answer> => pool.post(people.dalianClerk, '/v1/loans', body);
const lendByHead = (body: Json) => pool.post(people.dalianHead, '/v1/loans', body);

/** Tells a fact of a case, as rma does. */
const tell = (contract: EventContract, lent: Lent, other: Json = {}): Promise<void> => {
  const { faultNumber, defective: serial } = lent;
  return pool.deliver(contract, faultNumber, { ...contract.example, faultNumber, serial, city: 'DL', ...other });
};

interface Lent {
  readonly faultNumber: string;
  readonly defective: string;
  readonly loanNumber: string;
  readonly serial: string;
  readonly path: string;
}

/** A spare is out for a case of Dalian. */
async function lent(model: string, told: Partial<Reported> = {}, other: Json = {}): Promise<Lent> {
  await stocked(pool, model, 1);
  const [defective = ''] = newSerials(1, 'CU');
  const body = await loanBody(pool, model, { ...other, defectiveSerial: defective }, told);
  const answer = await during(clock, at('2013-04-16', '12:00'), () => lend(body));
  expect(answer).toMatchObject({ status: 201, body: { defectiveSerial: defective, model } });
  const loanNumber = textOf(answer.body['loanNumber']);
  const serial = textOf(answer.body['serial']);
  return { faultNumber: textOf(body['faultNumber']), defective, loanNumber, serial, path: `/v1/loans/${loanNumber}` };
}

const proposeKeep = ({ path }: Lent): Promise<Answer> =>
  pool.post(people.dalianClerk, `${path}/propose-keep`, { proposedAt: at('2013-04-18') });
const takeBack = ({ path, serial }: Lent, day: string, condition = 'good'): Promise<Answer> =>
  pool.post(people.dalianClerk, `${path}/take-back`, {
    scannedSerial: serial,
    returnedAt: at(day),
    condition,
    ...(condition === 'good' ? { measured: 'Two hours without a fault.' } : {}),
  });
const markOverdue = (asOf: string): Promise<Answer> =>
  pool.post(people.headquarters, '/v1/loans/mark-overdue', { asOf });

async function toldOf(key: string): Promise<Json[]> {
  return (await pool.events()).filter((event) => event.key === key).map(({ type, body }) => ({ type, ...body }));
}
const typesOf = async (key: string): Promise<unknown[]> =>
  (await toldOf(key)).map(({ type }) => textOf(type).replace('spare-pool.', ''));

describe('what a loan is for', () => {
  it('S7 is refused for a fault that nobody reported, and nothing leaves the shelf; once it is known, it is lent', async () => {
    const [serial = ''] = await stocked(pool, 'M-theft', 1);
    const body = { faultNumber: newFault(), site: 'DL', loanKind: 'loan', serial, loanedAt: at('2013-04-16') };
    const invented = { ...body, model: 'M-theft', defectiveSerial: 'INVENTED-1' };
    expect(await lend(invented)).toMatchObject({ status: 409, body: { code: 'fault-not-known-yet' } });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:DL' });
    await reported(pool, { faultNumber: body.faultNumber, serial: 'DEF-THEFT', model: 'M-theft', entitlement: null });
    expect(await lend(invented)).toMatchObject({
      status: 422,
      body: { code: 'known-otherwise', details: { field: 'defectiveSerial', known: 'DEF-THEFT' } },
    });
    expect(await lend(body)).toMatchObject({
      status: 201,
      body: { defectiveSerial: 'DEF-THEFT', requestedModel: 'M-theft' },
    });
  });

  it('S7 X8 is refused for a case of another city', async () => {
    await stocked(pool, 'M-city', 1);
    const body = { ...(await loanBody(pool, 'M-city', { site: 'AS' })), site: 'DL' };
    expect(await lend(body)).toMatchObject({ status: 409, body: { code: 'fault-not-known-yet' } });
    const ofBoth = { ...people.dalianClerk, cities: ['DL', 'AS'] };
    expect(await pool.post(ofBoth, '/v1/loans', body)).toMatchObject({
      status: 422,
      body: { code: 'case-of-another-city' },
    });
  });

  it('W12 the model is the case’s, and not what a clerk says', async () => {
    const [serial = ''] = await stocked(pool, 'M-better', 1);
    const body = await loanBody(pool, 'M-plain', { serial });
    expect(await lend(body)).toMatchObject({ status: 422, body: { code: 'model-does-not-serve' } });
    expect(await lend({ ...body, model: 'M-better' })).toMatchObject({
      status: 422,
      body: { code: 'known-otherwise' },
    });
    const unknown = await loanBody(pool, 'M-better', {}, { model: null });
    expect(await lend(unknown)).toMatchObject({ status: 422, body: { code: 'model-not-known' } });
    expect(await lend({ ...unknown, model: 'M-better' })).toMatchObject({
      status: 403,
      body: { code: 'unregistered-unit-needs-head' },
    });
    expect(await lendByHead({ ...unknown, model: 'M-better' })).toMatchObject({ status: 201, body: { serial } });
  });

  it('W12 P1e P12 of a fault that was reported before its unit was registered, the model is the registration’s', async () => {
    const register = (serial: string) =>
      pool.deliver(unitRegisteredV1, serial, { ...unitRegisteredV1.example, serial, model: 'M-plain-2' });
    const [dearer = ''] = await stocked(pool, 'M-dear', 1);
    const body = await loanBody(pool, 'M-dear', { serial: dearer, defectiveSerial: 'late-1' }, { model: null });
    await register('LATE-1');
    expect(await lend({ ...body, model: 'M-dear' })).toMatchObject({
      status: 422,
      body: { code: 'known-otherwise', details: { known: 'M-plain-2' } },
    });
    const before = await loanBody(pool, 'M-dear', { serial: dearer, defectiveSerial: 'LATE-2' }, { model: null });
    const out = await lendByHead({ ...before, model: 'M-dear' });
    expect(out).toMatchObject({ status: 201 });
    await register('LATE-2');
    const path = `/v1/loans/${textOf(out.body['loanNumber'])}/propose-keep`;
    expect(await pool.post(people.dalianClerk, path, { proposedAt: at('2013-04-18') })).toMatchObject({
      status: 422,
      body: { code: 'lent-for-another-model' },
    });
  });

  it('S7 is refused once the customer is served, and S13 for a spare of the company’s own', async () => {
    const served = await loanBody(pool, 'M-served', { defectiveSerial: 'DEF-SERVED' });
    const faultNumber = textOf(served['faultNumber']);
    await pool.deliver(caseClosedV1, faultNumber, { ...caseClosedV1.example, faultNumber, serial: 'DEF-SERVED' });
    expect(await lend(served)).toMatchObject({ status: 409, body: { code: 'fault-is-over' } });
    const own = await loanBody(pool, 'M-own', {}, { unitOwner: 'company', entitlement: null });
    expect(await lend(own)).toMatchObject({ status: 422, body: { code: 'own-unit-needs-no-loan' } });
  });

  it('S9 a customer’s covered device is neither acquired nor lent, in whatever city it is covered', async () => {
    const [serial = ''] = newSerials(1, 'CV');
    const covered = { ...unitRegisteredV1.example, serial, city: 'AS' };
    await pool.deliver(unitRegisteredV1, serial, covered);
    const acquire = () =>
      pool.post(people.dalianHead, '/v1/spare-units/acquire', {
        site: 'DL',
        acquiredAt: at('2013-04-01'),
        units: [{ serial, model: 'M-cover' }],
      });
    expect(await acquire()).toMatchObject({
      status: 409,
      body: { code: 'unit-is-covered', details: { serials: [serial] } },
    });
    await pool.deliver(coverageEndedV1, serial, { ...coverageEndedV1.example, serial });
    // It is the company's then, and comes in by its case, defective, not as a new spare.
    expect(await acquire()).toMatchObject({ status: 409, body: { code: 'unit-is-awaited' } });
    // One on the shelf that came there by a shipment is both now, and somebody decides about it.
    const [spare = ''] = await stocked(pool, 'M-cover', 1);
    await pool.deliver(unitRegisteredV1, spare, { ...covered, serial: spare });
    for (const chosen of [{ serial: spare }, {}]) {
      expect(await lend(await loanBody(pool, 'M-cover', chosen))).toMatchObject({
        status: 409,
        body: { code: 'unit-is-covered' },
      });
    }
  });
});

describe('a spare that stays for good', () => {
  it('S7 W5 not for a fault that is paid for: neither proposed nor, when that is found out later, confirmed', async () => {
    const paid = await lent('M-paid', { entitlement: 'paid' });
    expect(await proposeKeep(paid)).toMatchObject({ status: 422, body: { code: 'entitlement-gives-no-replacement' } });
    const unheard = await lent('M-unheard', { entitlement: null });
    expect(await proposeKeep(unheard)).toMatchObject({ status: 409, body: { code: 'entitlement-not-heard-of-yet' } });
    const later = await lent('M-later');
    expect(await proposeKeep(later)).toMatchObject({ status: 200, body: { keepProposedBy: 'zhang.wei' } });
    await entitled(pool, { faultNumber: later.faultNumber, serial: later.defective }, 'paid');
    expect(await pool.post(people.dalianHead, `${later.path}/keep`)).toMatchObject({ status: 422 });
    expect(await unitOf(pool, later.serial)).toMatchObject({ place: `customer:${later.loanNumber}`, owner: 'company' });
  });

  it('S7 X9 not before rma has said that the case is kept for it, and not when it says otherwise', async () => {
    const one = await lent('M-reserved');
    const keep = (): Promise<Answer> => pool.post(people.dalianHead, `${one.path}/keep`);
    const decline = { reason: 'Wait.', declinedAt: at('2013-04-18') };
    expect(await proposeKeep(one)).toMatchObject({ status: 200, body: { keepAnswer: null } });
    expect(await keep()).toMatchObject({ status: 409, body: { code: 'keep-answer-not-heard-of-yet' } });
    expect(await pool.post(people.dalianHead, `${one.path}/decline-keep`, decline)).toMatchObject({ status: 200 });
    expect(await proposeKeep(one)).toMatchObject({ status: 200 });
    // The answer to the proposal that was declined says nothing of this one, and a stranger's refund nothing of a loan.
    await answered(pool, one.loanNumber, null, 2);
    await answered(pool, one.loanNumber, 'handed-back', 2);
    await tell(outcomeReservedV1, one, { outcome: 'refund', reference: 'RF-20130418-0001', proposal: 1 });
    expect(await keep()).toMatchObject({ status: 409, body: { code: 'keep-answer-not-heard-of-yet' } });
    await answered(pool, one.loanNumber, 'handed-back');
    expect(await keep()).toMatchObject({
      status: 409,
      body: { code: 'case-refused-replacement', details: { refusal: 'handed-back' } },
    });
    expect((await toldOf(one.loanNumber)).at(-1)).toMatchObject({
      type: 'spare-pool.formal-replacement-declined.v1',
      refusal: 'handed-back',
    });
    expect(await unitOf(pool, one.serial)).toMatchObject({ place: `customer:${one.loanNumber}`, owner: 'company' });
    expect(await kept(pool, one.loanNumber, '2013-04-18')).toMatchObject({ status: 200 });
  });

  it('E4 S7 a spare that comes back takes its proposal along, also where the case was kept for it', async () => {
    const one = await lent('M-reserved-back');
    await proposeKeep(one);
    await answered(pool, one.loanNumber);
    expect(await takeBack(one, '2013-04-19')).toMatchObject({
      status: 200,
      body: { keepState: 'not-proposed', keepAnswer: null },
    });
    expect(await pool.post(people.dalianHead, `${one.path}/keep`)).toMatchObject({ status: 409 });
  });

  it('S7 not while the repaired unit is on its way back, or back', async () => {
    const one = await lent('M-both');
    await tell(unitReceivedV1, one);
    await tell(repairCompletedV1, one, { result: 'repaired' });
    expect(await proposeKeep(one)).toMatchObject({ status: 422, body: { code: 'unit-goes-back' } });
    await tell(unitReturnedToCustomerV1, one);
    await tell(caseResolvedV1, one, { resolution: 'repaired' });
    expect(await proposeKeep(one)).toMatchObject({ status: 409, body: { code: 'fault-is-over' } });
    expect(await takeBack(one, '2013-04-26')).toMatchObject({ status: 200 });
  });

  it('O3 S7 two people, of the branch’s head or headquarters, and once though both press at once', async () => {
    const one = await lent('M-eyes');
    const headProposes = { proposedAt: at('2013-04-18') };
    expect(await pool.post(people.dalianHead, `${one.path}/propose-keep`, headProposes)).toMatchObject({ status: 200 });
    await answered(pool, one.loanNumber);
    for (const subject of ['head.dl', 'HEAD.DL']) {
      const alone = await pool.post({ ...people.dalianHead, subject }, `${one.path}/keep`);
      expect(alone).toMatchObject({ status: 403, body: { code: 'keep-needs-second-person' } });
    }
    expect(await pool.post(people.dalianClerk, `${one.path}/keep`)).toMatchObject({ status: 403 });
    const confirmed = await Promise.all([1, 2].map(() => pool.post(people.headquarters, `${one.path}/keep`)));
    expect(confirmed.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await unitOf(pool, one.serial)).toMatchObject({ place: 'customer', owner: 'customer' });
  });

  it('W8 X3 once per fault: a case that was replaced lends and keeps nothing more', async () => {
    const one = await lent('M-twice');
    expect(await kept(pool, one.loanNumber, '2013-04-18')).toMatchObject({ status: 200 });
    await stocked(pool, 'M-twice', 1);
    const again = { faultNumber: one.faultNumber, site: 'DL', loanKind: 'loan', loanedAt: at('2013-04-19') };
    expect(await lend(again)).toMatchObject({ status: 409, body: { code: 'fault-replaced-already' } });
  });

  it('S7 X9 a spare that is itself replaced before it is received is the company’s from then on', async () => {
    const first = await lent('M-chain');
    expect(await kept(pool, first.loanNumber, '2013-04-17')).toMatchObject({ status: 200 });
    await stocked(pool, 'M-chain', 1);
    const body = await loanBody(pool, 'M-chain', { defectiveSerial: first.serial, loanedAt: at('2013-04-20') });
    const second = await lend(body);
    expect(second).toMatchObject({ status: 201 });
    expect(await kept(pool, textOf(second.body['loanNumber']), '2013-04-21')).toMatchObject({ status: 200 });
    await waitFor(async () => (await unitOf(pool, first.serial))['owner'] === 'company', {
      describe: 'the replaced spare to be the company’s',
    });
    expect(await unitOf(pool, first.serial)).toMatchObject({ place: 'customer', custodian: null });
  });
});

describe('advance replacements', () => {
  const advance = { loanKind: 'advance-replacement' };

  it('S8 charged, and the defective unit comes late: the charge is withdrawn, the spare may stay, the unit is restocked', async () => {
    const one = await lent('M-late', {}, advance);
    expect((await markOverdue('2013-05-31')).body['marked']).toContain(one.loanNumber);
    await tell(unitReceivedV1, one, { receivedAt: '2013-06-03T02:00:00.000Z' });
    expect(await pool.get(people.dalianClerk, one.path)).toMatchObject({
      body: { defectiveState: 'recovered-after-charge', state: 'out' },
    });
    expect((await toldOf(one.loanNumber)).at(-1)).toMatchObject({
      type: 'spare-pool.advance-charge-withdrawn.v1',
      reason: 'defective-unit-returned',
      defectiveSerial: one.defective,
    });
    expect(await kept(pool, one.loanNumber, '2013-06-04')).toMatchObject({ status: 200 });
    await waitFor(async () => (await unitOf(pool, one.defective))['owner'] === 'company', {
      describe: 'the defective unit to be the company’s',
    });
    await tell(unitRestockedV1, one, { site: 'SY', restockedAt: '2013-06-10T02:00:00.000Z' });
    expect(await unitOf(pool, one.defective)).toMatchObject({ place: 'site:SY', owner: 'company' });
  });

  it('S8 is found by its serial, whatever case it comes in by', async () => {
    const one = await lent('M-other-case', {}, advance);
    await markOverdue('2013-05-31');
    const faultNumber = newFault();
    await pool.deliver(unitReceivedV1, faultNumber, { ...unitReceivedV1.example, faultNumber, serial: one.defective });
    expect(await pool.get(people.dalianClerk, one.path)).toMatchObject({
      body: { defectiveState: 'recovered-after-charge' },
    });
  });

  it('S8 charged, and the spare comes back instead: the charge is withdrawn once, and nobody waits any longer', async () => {
    const one = await lent('M-instead', {}, advance);
    await markOverdue('2013-05-31');
    expect(await takeBack(one, '2013-06-03')).toMatchObject({
      status: 200,
      body: { state: 'returned', defectiveState: 'not-awaited' },
    });
    await tell(unitReceivedV1, one, { receivedAt: '2013-06-05T02:00:00.000Z' });
    expect(await typesOf(one.loanNumber)).toEqual([
      'spare-unit-loaned.v1',
      'advance-replacement-overdue.v1',
      'spare-unit-returned.v1',
      'advance-charge-withdrawn.v1',
    ]);
  });

  it('S8 S7 a spare that is lost is paid for once, whichever is told first', async () => {
    const before = await lent('M-gone-1', {}, advance);
    expect(await lostAtCustomer(pool, before.loanNumber, '2013-04-20')).toMatchObject({ status: 200 });
    expect((await markOverdue('2013-05-31')).body['marked']).not.toContain(before.loanNumber);
    const after = await lent('M-gone-2', {}, advance);
    await markOverdue('2013-05-31');
    const lost = await lostAtCustomer(pool, after.loanNumber, '2013-06-02');
    expect(lost).toMatchObject({ status: 200, body: { defectiveState: 'charged' } });
    expect((await toldOf(after.loanNumber)).at(-1)).toMatchObject({ liable: 'customer', alreadyCharged: true });
    const found = { site: 'DL', foundAt: at('2013-06-05') };
    expect(await pool.post(people.dalianHead, `/v1/spare-units/${after.serial}/report-found`, found)).toMatchObject({
      status: 200,
    });
    expect((await toldOf(after.loanNumber)).at(-1)).toMatchObject({ reason: 'spare-returned' });
  });

  it('S8 what was charged may stay, paid for: then a late unit takes nothing back', async () => {
    const one = await lent('M-bought', { entitlement: 'parts-cost' }, advance);
    expect(await proposeKeep(one)).toMatchObject({ status: 422 });
    await markOverdue('2013-05-31');
    await tell(caseClosedV1, one, { resolution: 'formal-replacement' });
    expect(await kept(pool, one.loanNumber, '2013-06-01')).toMatchObject({
      status: 200,
      body: { keepGround: 'paid-for' },
    });
    await tell(unitReceivedV1, one, { receivedAt: '2013-06-05T02:00:00.000Z' });
    expect(await typesOf(one.loanNumber)).not.toContain('advance-charge-withdrawn.v1');
  });
});

describe('losses', () => {
  it('S7 the customer owes what was lost at him; a clerk does not put it on the custodian', async () => {
    const one = await lent('M-liable');
    const blame = { lostAt: at('2013-04-20'), liable: 'custodian' };
    expect(await pool.post(people.dalianClerk, `${one.path}/report-lost`, blame)).toMatchObject({
      status: 403,
      body: { code: 'custodian-not-liable-by-others' },
    });
    const lost = await lostAtCustomer(pool, one.loanNumber, '2013-04-20');
    expect(lost).toMatchObject({ status: 200, body: { state: 'lost', lossState: 'confirmed' } });
    expect((await toldOf(one.loanNumber)).at(-1)).toMatchObject({ liable: 'customer', reporterName: 'Sun Li' });
    const [shelf = ''] = await acquired(pool, 'DL', 'M-liable', 1);
    const gone = { note: 'Not there', lostAt: at('2013-04-22') };
    const path = `/v1/spare-units/${shelf}/report-lost`;
    expect(await pool.post(people.dalianClerk, path, gone)).toMatchObject({ status: 403 });
    expect(await pool.post(people.dalianHead, path, gone)).toMatchObject({ status: 200 });
  });

  it('S7 S4 O3 one says that the customer lost it, another confirms; until then the custodian answers and the loan goes on', async () => {
    const one = await lent('M-two-say');
    const lostAt = { lostAt: at('2013-04-20') };
    const confirm = (who: Caller, day = '2013-04-21') =>
      pool.post(who, `${one.path}/confirm-loss`, { confirmedAt: at(day) });
    expect(await confirm(people.dalianHead)).toMatchObject({ status: 409, body: { code: 'illegal-transition' } });
    expect(await pool.post(people.dalianHead, `${one.path}/report-lost`, lostAt)).toMatchObject({
      status: 200,
      body: { state: 'out', lossState: 'loss-reported', lossReportedBy: 'head.dl' },
    });
    expect(await unitOf(pool, one.serial)).toMatchObject({ custodian: 'head.dl' });
    expect(await typesOf(one.loanNumber)).toEqual(['spare-unit-loaned.v1', 'loaned-unit-loss-reported.v1']);
    expect(await pool.post(people.dalianClerk, `${one.path}/report-lost`, lostAt)).toMatchObject({ status: 409 });
    expect(await confirm(people.dalianClerk)).toMatchObject({ status: 403 });
    expect(await confirm({ ...people.dalianHead, subject: 'HEAD.DL' })).toMatchObject({
      status: 403,
      body: { code: 'loss-needs-second-person' },
    });
    expect(await confirm(people.headquarters, '2013-04-19')).toMatchObject({ status: 422 });
    const reason = { reason: 'He has found it.', declinedAt: at('2013-04-21') };
    expect(await pool.post(people.headquarters, `${one.path}/decline-loss`, reason)).toMatchObject({
      status: 200,
      body: { state: 'out', lossState: 'not-reported', lossReportedBy: null },
    });
    expect(await pool.post(people.dalianHead, `${one.path}/report-lost`, lostAt)).toMatchObject({ status: 200 });
    const answers = await Promise.all([confirm(people.headquarters), confirm(people.dalianSuccessor)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await toldOf(one.loanNumber)).at(-1)).toMatchObject({ liable: 'customer', custodian: 'head.dl' });
    const back = await lent('M-two-say-2');
    expect(await pool.post(people.dalianClerk, `${back.path}/report-lost`, lostAt)).toMatchObject({ status: 200 });
    const returned = { scannedSerial: back.serial, condition: 'good', measured: '2 h.', returnedAt: at('2013-04-22') };
    expect(await pool.post(people.dalianClerk, `${back.path}/take-back`, returned)).toMatchObject({ status: 200 });
    expect(await pool.get(people.dalianClerk, back.path)).toMatchObject({
      body: { state: 'returned', lossState: 'not-reported' },
    });
    expect(await pool.post(people.dalianHead, `${back.path}/confirm-loss`, {})).toMatchObject({ status: 409 });
  });

  it('S4 a lost unit that comes in by the repair door is found, and nobody owes it any longer', async () => {
    const [serial = ''] = await acquired(pool, 'DL', 'M-door', 1);
    const gone = { note: 'Not there', lostAt: at('2013-04-22') };
    const lost = await pool.post(people.dalianHead, `/v1/spare-units/${serial}/report-lost`, gone);
    const faultNumber = newFault();
    const receipt = {
      ...unitReceivedV1.example,
      faultNumber,
      serial,
      site: 'SY',
      receivedAt: '2013-04-25T02:00:00.000Z',
    };
    await pool.deliver(unitReceivedV1, faultNumber, receipt);
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:SY', owner: 'company' });
    expect(await typesOf(textOf(lost.body['lossNumber']))).toEqual(['spare-unit-lost.v1', 'spare-unit-found.v1']);
    const found = await pool.post(people.headquarters, `/v1/spare-units/${serial}/report-found`, { site: 'SY' });
    expect(found).toMatchObject({ status: 422, body: { code: 'not-lost' } });
  });
});

describe('spares of the company’s own that fail', () => {
  it('S13 one taken back defective is received, repaired and shelved again, and goes to no customer', async () => {
    const one = await lent('M-broken');
    expect(await takeBack(one, '2013-04-20', 'defective')).toMatchObject({ status: 200 });
    const own = { ...one, faultNumber: newFault(), defective: one.serial };
    await reported(pool, {
      faultNumber: own.faultNumber,
      serial: own.defective,
      model: 'M-broken',
      unitOwner: 'company',
      entitlement: null,
    });
    await tell(unitReceivedV1, own, { site: 'SY', receivedAt: '2013-04-22T02:00:00.000Z' });
    await tell(unitReturnedToCustomerV1, own, { returnedAt: '2013-04-23T02:00:00.000Z' });
    expect(await unitOf(pool, own.defective)).toMatchObject({ place: 'quarantine:SY', owner: 'company' });
    await tell(unitRestockedV1, own, { site: 'SY', restockedAt: '2013-04-24T02:00:00.000Z' });
    expect(await unitOf(pool, own.defective)).toMatchObject({ place: 'site:SY', condition: 'refurbished' });
    const { body } = await pool.get<{ items: Json[] }>(people.headquarters, '/v1/awaiting-unit-facts?limit=200');
    expect(body.items).toContainEqual(
      expect.objectContaining({ serial: own.defective, fact: 'returned-to-customer', setAside: true }),
    );
  });

  it('R9 the word that a unit on loan was scrapped is set aside and seen, and the loan goes on', async () => {
    const one = await lent('M-scrap');
    const scrapNumber = `SC-${one.faultNumber.slice(3)}`;
    await pool.deliver(scrapExecutedV1, scrapNumber, { ...scrapExecutedV1.example, scrapNumber, serial: one.serial });
    expect(await unitOf(pool, one.serial)).toMatchObject({ place: `customer:${one.loanNumber}`, condition: 'good' });
    const { body } = await pool.get<{ items: Json[] }>(people.headquarters, '/v1/awaiting-unit-facts?limit=200');
    expect(body.items).toContainEqual(
      expect.objectContaining({ serial: one.serial, fact: 'scrapped', setAside: true }),
    );
    expect(await takeBack(one, '2013-05-01')).toMatchObject({ status: 200 });
    expect(await unitOf(pool, one.serial)).toMatchObject({ place: 'site:DL' });
  });
});
