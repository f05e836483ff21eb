import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import {
  caseClosedV1,
  caseResolvedV1,
  coverageEndedV1,
  coverageInheritedV1,
  entitlementDecidedV1,
  entitlementSupersededV1,
  eventContracts,
  faultReportedV1,
  formalReplacementMadeV1,
  installedBaseChangedV1,
  outcomeRefusedV1,
  outcomeReservedV1,
  refundPaidV1,
  repairCompletedV1,
  scrapApprovedV1,
  scrapExecutedV1,
  scrapWithdrawnV1,
  unitInspectedV1,
  unitReceivedV1,
  unitRegisteredV1,
  unitRestockedV1,
  unitReturnedToCustomerV1,
  unitTestedV1,
  vendorReturnReceivedV1,
  vendorReturnSentV1,
  type EventContract,
} from '@rotables/contracts';
import { FixedClock } from '@rotables/domain-kernel';
import { waitFor, type RunningTestService } from '@rotables/testing';
import {
  acquired,
  approved,
  at,
  during,
  installed,
  kept,
  loanBody,
  people,
  startPool,
  textOf,
  stocked,
  unitOf,
  type Json,
} from './pool.js';

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);

const clock = new FixedClock(new Date());
let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool(clock);
});

afterAll(() => pool.stop());

/** What the service consumes; each contract's own example drives its consumer. */
const consumed: readonly EventContract[] = [
  installedBaseChangedV1,
  faultReportedV1,
  unitInspectedV1,
  repairCompletedV1,
  unitTestedV1,
  caseResolvedV1,
  caseClosedV1,
  entitlementDecidedV1,
  entitlementSupersededV1,
  unitRegisteredV1,
  coverageInheritedV1,
  coverageEndedV1,
  unitReceivedV1,
  vendorReturnSentV1,
  vendorReturnReceivedV1,
  refundPaidV1,
  unitRestockedV1,
  unitReturnedToCustomerV1,
  scrapExecutedV1,
  formalReplacementMadeV1,
  outcomeReservedV1,
  outcomeRefusedV1,
];

describe('events of the spare pool', () => {
  it.each(consumed.map((contract) => [contract.type, contract] as const))(
    '%s of the contract is consumed',
    async (_type, contract) => {
      const key = contract.topic === 'rma.rma-case.v1' ? 'FR-20130416-0007' : `example-of-${contract.type}`;
      await pool.deliver(contract, key, contract.example);
      expect(await pool.query('select * from dead_letter')).toEqual([]);
    },
  );

  it('every event told validates against its contract, counts on per aggregate, and all kinds are told', async () => {
    await everythingHappens();
    const told = await waitFor(
      async () => {
        const events = await pool.events();
        return events.some(({ type }) => type === 'spare-pool.reconciliation-closed.v1') ? events : undefined;
      },
      { describe: 'the statement to be closed' },
    );
    const sequences = new Map<string, number>();
    for (const { type, topic, key, sequence, body } of told) {
      const contract = eventContracts.get(type);
      expect(contract).toBeDefined();
      const valid = ajv.validate(contract?.schema ?? {}, body);
      expect({ type, problems: valid ? [] : ajv.errors }).toEqual({ type, problems: [] });
      expect({ type, topic }).toEqual({ type, topic: contract?.topic });
      const aggregate = `${topic} ${key}`;
      expect({ aggregate, sequence }).toEqual({ aggregate, sequence: (sequences.get(aggregate) ?? 0) + 1 });
      sequences.set(aggregate, sequence);
    }
    const ours = [...eventContracts.keys()].filter(
      // What a day of the trail adds up to is told a day later, by the host (X8).
      (type) => type.startsWith('spare-pool.') && !type.endsWith('.trail-anchored.v1'),
    );
    const kinds = new Set(told.map(({ type }) => type));
    expect(ours.filter((type) => !kinds.has(type))).toEqual([]);
  });
});

/** A month in which every kind of thing happens once. */
/** What waits for a unit that never came is settled. */
async function factSettled(ok: Command): Promise<void> {
  await pool.deliver(refundPaidV1, 'RF-20130420-9999', {
    ...refundPaidV1.example,
    refundNumber: 'RF-20130420-9999',
    serial: 'EV-NEVER',
  });
  await pool.query(`update awaiting_fact set recorded_at = recorded_at - interval '2 hours' where serial = 'EV-NEVER'`);
  const [{ id } = { id: 0 }] = await pool.query<{ id: number }>(
    `select id from awaiting_fact where serial = 'EV-NEVER'`,
  );
  await ok(people.headquarters, `/v1/awaiting-unit-facts/${id}/settle`, { reason: 'Never sold.' });
}

async function everythingHappens(): Promise<void> {
  await installed(pool, 'DL', 5_000);
  const ok: Command = async (who, path, body = {}) => {
    const answer = await pool.post(who, path, body);
    expect({ path, done: answer.status < 300, body: answer.body }).toEqual({ path, done: true, body: answer.body });
    return answer.body;
  };
  for (const model of ['M1', 'M1-new'])
    await ok(people.administrator, '/v1/models', { model, specificationGrade: 3, discontinuedOn: null });
  const substitution = { model: 'M1', substituteModel: 'M1-new' };
  for (const _twice of [1, 2]) await ok(people.administrator, '/v1/substitutions', substitution);
  await stocked(pool, 'M1', 5);
  await factSettled(ok);
  const rejected = await ok(people.dalianClerk, '/v1/spare-applications', {
    site: 'DL',
    model: 'M1',
    quantity: 1,
    reason: 'x',
    submittedAt: at('2013-04-10'),
  });
  await ok(people.headquarters, `/v1/spare-applications/${textOf(rejected['applicationNumber'])}/reject`, {
    reason: 'No',
    rejectedAt: at('2013-04-11'),
  });
  const endless = { site: 'DL', model: 'M1', quantity: 1, reason: 'x' };
  const withdrawn = await ok(people.dalianClerk, '/v1/spare-applications', endless);
  await ok(people.dalianClerk, `/v1/spare-applications/${textOf(withdrawn['applicationNumber'])}/withdraw`, {
    reason: 'Mistake',
  });
  const unshippable = await approved(pool, 'M1', 1);
  await ok(people.headquarters, `/v1/spare-applications/${unshippable}/close-rest`, { reason: 'None left' });
  const orderNumber = await approved(pool, 'M1', 1);
  const serials = await acquired(pool, 'SY', 'M1', 1);
  const shipment = await ok(people.warehouse, '/v1/shipments', {
    orderNumber,
    fromSite: 'SY',
    serials,
    dispatchedAt: at('2013-04-11'),
  });
  const received = await ok(people.dalianClerk, `/v1/shipments/${textOf(shipment['shipmentNumber'])}/receive`, {
    scannedSerials: [],
    receivedAt: at('2013-04-12'),
  });
  const [discrepancy] = received['discrepancies'] as Json[];
  const resolution = { resolution: 'arrived-late', note: 'Next van', resolvedAt: at('2013-04-13') };
  await ok(
    people.dalianClerk,
    `/v1/shipment-discrepancies/${textOf(discrepancy?.['discrepancyId'])}/resolve`,
    resolution,
  );
  const lend = async (other: Json = {}) => {
    const body = await loanBody(pool, 'M1', other);
    return during(clock, at('2013-04-16', '12:00'), () => ok(people.dalianClerk, '/v1/loans', body));
  };
  const returning = await lend();
  await ok(people.dalianClerk, `/v1/loans/${textOf(returning['loanNumber'])}/take-back`, {
    scannedSerial: returning['serial'],
    condition: 'good',
    measured: 'Two hours without a fault.',
    returnedAt: at('2013-04-17'),
  });
  const losing = await lend();
  const losingPath = `/v1/loans/${textOf(losing['loanNumber'])}`;
  await ok(people.dalianClerk, `${losingPath}/report-lost`, { lostAt: at('2013-04-17') });
  const asked = { reason: 'To be asked again.', declinedAt: at('2013-04-17') };
  await ok(people.dalianHead, `${losingPath}/decline-loss`, asked);
  await ok(people.dalianClerk, `${losingPath}/report-lost`, { lostAt: at('2013-04-17') });
  await ok(people.dalianHead, `${losingPath}/confirm-loss`, { confirmedAt: at('2013-04-17') });
  await ok(people.dalianClerk, `/v1/spare-units/${textOf(losing['serial'])}/report-found`, {
    site: 'DL',
    foundAt: at('2013-04-18'),
  });
  await advanceReplacements(ok, lend);
  await heldForScrap();
  await withdrawnAcquisitions(ok);
  const none = await ok(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-none'));
  await ok(people.dalianHead, `/v1/shortages/${textOf(none['shortageNumber'])}/close`, { note: 'Done' });
  await monthEnd(ok);
}

/** Of two one is taken back, after it was declined once; of another's it is proposed. */
async function withdrawnAcquisitions(ok: Command): Promise<void> {
  const [serial = ''] = await acquired(pool, 'SY', 'M1', 1);
  const path = `/v1/spare-units/${serial}/withdraw-acquisition`;
  const proposed = await ok(people.warehouse, path, { reason: 'Mistyped.' });
  const number = textOf(proposed['withdrawalNumber']);
  await ok(people.headquarters, `/v1/acquisition-withdrawals/${number}/decline`, { reason: 'It is ours.' });
  await ok(people.headquarters, path, { reason: 'Mistyped after all.' });
}

/** One unit is held and let go again, another is nowhere. */
async function heldForScrap(): Promise<void> {
  const [serial = ''] = await acquired(pool, 'SY', 'M1', 1);
  const held = { scrapNumber: 'SC-20130428-0101', serial };
  await pool.deliver(scrapApprovedV1, held.scrapNumber, { ...scrapApprovedV1.example, ...held });
  await pool.deliver(scrapWithdrawnV1, held.scrapNumber, { ...scrapWithdrawnV1.example, ...held });
  const unknown = { scrapNumber: 'SC-20130428-0102', serial: 'NOBODYS-1' };
  await pool.deliver(scrapApprovedV1, unknown.scrapNumber, { ...scrapApprovedV1.example, ...unknown });
}

type Command = (who: typeof people.warehouse, path: string, body?: unknown) => Promise<Json>;

/** One is damaged, one declined and charged and its unit comes late, and then its spare stays. */
async function advanceReplacements(ok: Command, lend: (other?: Json) => Promise<Json>): Promise<void> {
  const damaged = await lend();
  await ok(people.dalianClerk, `/v1/loans/${textOf(damaged['loanNumber'])}/take-back`, {
    scannedSerial: damaged['serial'],
    condition: 'damaged',
    returnedAt: at('2013-04-17'),
  });
  const advance = await lend({ loanKind: 'advance-replacement', defectiveSerial: 'EV-1' });
  const path = `/v1/loans/${textOf(advance['loanNumber'])}`;
  await ok(people.dalianClerk, `${path}/propose-keep`, { proposedAt: at('2013-04-20') });
  await ok(people.dalianHead, `${path}/decline-keep`, { reason: 'Not yet', declinedAt: at('2013-04-20') });
  await ok(people.headquarters, '/v1/loans/mark-overdue', { asOf: '2013-05-10' });
  const faultNumber = textOf(advance['faultNumber']);
  const receipt = { ...unitReceivedV1.example, faultNumber, serial: 'EV-1', receivedAt: '2013-04-28T02:00:00.000Z' };
  await pool.deliver(unitReceivedV1, faultNumber, receipt);
  expect(await kept(pool, textOf(advance['loanNumber']), '2013-04-28')).toMatchObject({ status: 200 });
}

async function monthEnd(ok: Command): Promise<void> {
  await waitFor(async () => (await unitOf(pool, 'EV-1'))['owner'] === 'company', {
    describe: 'the returned unit to be the company’s',
  });
  const request = {
    site: 'DL',
    quantity: 1,
    reason: 'x',
    attachmentName: 'a.pdf',
    attachmentBase64: 'JVBERg==',
    requestedAt: at('2013-04-29'),
  };
  const early = await ok(people.dalianHead, '/v1/early-replenishments', request);
  await ok(people.headquarters, `/v1/early-replenishments/${textOf(early['replenishmentNumber'])}/approve`, {
    approvedAt: at('2013-04-29', '15:00'),
  });
  await ok(people.headquarters, `/v1/replenishments/${textOf(early['replenishmentNumber'])}/close-rest`, {
    reason: 'None left',
    closedAt: at('2013-04-29', '16:00'),
  });
  await ok(people.headquarters, '/v1/reconciliations', { month: '2013-04', city: 'DL' });
  const statement = '/v1/reconciliations/RC-201304-DL';
  const { body } = await pool.get(people.dalianHead, statement);
  const booked = (body['lines'] as Json[])
    .filter(({ status }) => status === 'to-count')
    .map(({ serial }) => textOf(serial));
  await ok(people.dalianClerk, `${statement}/count`, { scannedSerials: booked.slice(1) });
  await ok(people.dalianHead, `${statement}/resolve-discrepancy`, {
    serial: booked[0],
    resolution: 'lost',
    note: 'Gone',
    resolvedAt: at('2013-05-02'),
  });
  await ok(people.dalianClerk, `${statement}/count`, { scannedSerials: ['MISREAD-1'] });
  await ok(people.dalianClerk, `${statement}/take-out-scan`, { serial: 'MISREAD-1', reason: 'Misread' });
  await ok(people.dalianHead, `${statement}/sign`, { signedAt: at('2013-05-02', '15:00') });
  await ok(people.headquarters, `${statement}/send-back`, { reason: 'Again', sentBackAt: at('2013-05-02', '15:10') });
  await ok(people.dalianHead, `${statement}/sign`, { signedAt: at('2013-05-02', '15:20') });
  await ok(people.headquarters, `${statement}/countersign`, { closedAt: at('2013-05-02', '16:00') });
  await handOver(ok);
}

async function handOver(
  ok: (who: typeof people.warehouse, path: string, body?: unknown) => Promise<Json>,
): Promise<void> {
  const { body: site } = await pool.get<{ items: Json[] }>(people.dalianHead, '/v1/spare-units?site=DL&limit=200');
  const countedSerials = site.items.map(({ serial }) => serial);
  const offered = await ok(people.dalianHead, '/v1/sites/DL/offer-custody', {
    toCustodian: 'li.na',
    countedSerials,
    offeredAt: at('2013-05-03'),
  });
  await ok(people.dalianSuccessor, `/v1/custody-hand-overs/${textOf(offered['handOverNumber'])}/accept`, {
    acceptedAt: at('2013-05-03', '11:00'),
  });
}
