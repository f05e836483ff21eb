import {
  advanceReplacementOverdueV1,
  caseClosedV1,
  caseResolvedV1,
  coverageEndedV1,
  coverageInheritedV1,
  coverageRenewedV1,
  entitlementDecidedV1,
  entitlementSupersededV1,
  eventContracts,
  faultReportedV1,
  formalReplacementMadeV1,
  loanedUnitLostV1,
  outcomeRefusedV1,
  outcomeReservedV1,
  serviceFeeRecordedV1,
  spareUnitFoundV1,
  spareUnitLostV1,
  unitReceivedV1,
  unitRegisteredV1,
  unitReturnedToCustomerV1,
  type EventContract,
} from '@rotables/contracts';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { approver, clerk, finance, head, RunningBilling, textIn } from './running-billing.js';

const ajv = new Ajv({ allErrors: true, strict: true });
addFormats.default(ajv);

let billing: RunningBilling;

beforeEach(async () => {
  billing = await RunningBilling.start();
});
afterEach(() => billing.stop());

const ok = async (answer: Promise<{ readonly status: number }>) => expect([200, 201]).toContain((await answer).status);

/** Lets billing tell every event it has. */
async function everythingHappens(): Promise<void> {
  const { service } = billing;
  const fee = { description: 'A fee', effectiveOn: '2013-01-01' };
  await ok(
    service.post(finance, '/v1/fees', {
      fees: [
        { ...fee, feeCode: 'unit-price', amountFen: 120_000 },
        { ...fee, feeCode: 'renewal-month', amountFen: 100 },
        { ...fee, feeCode: 'service-fee-month', amountFen: 50 },
      ],
    }),
  );
  await billing.registered('SF-1');
  const charged = await service.post(clerk, '/v1/service-fees', { serial: 'SF-1', months: 12 });
  const serviceFee = textIn(charged.body, 'chargeNumber');
  await ok(service.post(clerk, '/v1/payments', { chargeNumber: serviceFee, amountFen: 600, method: 'wallet' }));
  await ok(service.post(finance, `/v1/service-fees/${serviceFee}/withdraw`, { reason: 'Another unit.' }));
  await ok(service.post(finance, '/v1/city-grades', { city: 'DL', grade: 'A' }));
  const { chargeNumber } = await billing.paidRepair(1_000);
  const receiptNumber = textIn((await billing.pay(chargeNumber, 400)).body, 'receiptNumber');
  const byWallet = textIn((await billing.pay(chargeNumber, 600, 'wallet')).body, 'receiptNumber');
  const [refused, withdrawn] = [
    await billing.quote(await billing.fault('paid'), 1),
    await billing.quote(await billing.fault('paid'), 1),
  ];
  await ok(service.post(clerk, `/v1/quotes/${refused}/refuse`, { refusedBy: 'Sun Li' }));
  await ok(service.post(clerk, `/v1/quotes/${withdrawn}/withdraw`, { reason: 'A mistake.' }));
  const proposal = { faultNumber: await billing.fault('refund'), reason: 'Third day.' };
  await billing.received(proposal.faultNumber);
  for (const [verb, body] of [
    ['reject', { reason: 'Too much.' }],
    ['approve', { method: 'wallet' }],
  ] as const) {
    const refundNumber = textIn(
      (await billing.answered(await service.post(head, '/v1/refunds', proposal))).body,
      'refundNumber',
    );
    await ok(service.post(approver, `/v1/refunds/${refundNumber}/${verb}`, body));
  }
  const handover = {
    city: 'DL',
    businessOn: '2013-04-25',
    cashFen: 400,
    receiptNumbers: [receiptNumber, byWallet],
    submittedAt: '2013-04-25T09:00:00Z',
  };
  await ok(service.post(clerk, '/v1/handovers', handover));
  await ok(service.post(finance, '/v1/handovers/HO-20130425-DL/accept', { countedFen: 380 }));
  const clearance = { clearance: 'written-off', reason: 'A false note.' };
  await ok(service.post(approver, '/v1/handovers/HO-20130425-DL/clear-difference', clearance));
  await service.deliver(spareUnitLostV1, 'LS-20130430-0001', spareUnitLostV1.example);
  const [compensation] = (await billing.list('/v1/charges?reason=compensation')).items;
  const compensated = textIn(compensation, 'chargeNumber');
  await ok(billing.pay(compensated, 100, 'wallet'));
  await service.deliver(spareUnitFoundV1, 'LS-20130430-0001', spareUnitFoundV1.example);
  await ok(service.post(finance, `/v1/charges/${compensated}/repay`, { method: 'wallet' }));
  await ok(service.post(finance, '/v1/accounting-periods/2013-03/close', { carryForward: [] }));
}

describe('the producer', () => {
  it('X6 tells every event of its contracts, each as its schema says, without a gap per aggregate', async () => {
    await everythingHappens();
    const told = await billing.service.events();
    const own = [...eventContracts.keys()].filter(
      // What a day of the trail adds up to is told a day later, by the host (X8).
      (type) => type.startsWith('billing.') && !type.endsWith('.trail-anchored.v1'),
    );
    expect([...new Set(told.map(({ type }) => type))].sort()).toEqual(own.sort());
    const last = new Map<string, number>();
    for (const { type, topic, key, sequence, body } of told) {
      const contract = eventContracts.get(type)!;
      expect({ type, errors: ajv.validate(contract.schema, body) ? [] : ajv.errors }).toEqual({ type, errors: [] });
      expect(topic).toBe(contract.topic);
      expect(textIn(body, contract.key)).toBe(key);
      expect(sequence).toBe((last.get(`${topic} ${key}`) ?? 0) + 1);
      last.set(`${topic} ${key}`, sequence);
    }
  });
});

const consumed: readonly EventContract[] = [
  faultReportedV1,
  caseResolvedV1,
  entitlementDecidedV1,
  entitlementSupersededV1,
  spareUnitLostV1,
  spareUnitFoundV1,
  loanedUnitLostV1,
  advanceReplacementOverdueV1,
  coverageRenewedV1,
  unitRegisteredV1,
  coverageInheritedV1,
  coverageEndedV1,
  serviceFeeRecordedV1,
  formalReplacementMadeV1,
  unitReceivedV1,
  unitReturnedToCustomerV1,
  caseClosedV1,
  outcomeReservedV1,
  outcomeRefusedV1,
];

describe('the consumer', () => {
  it.each([
    ['as listed', consumed],
    ['the other way round', [...consumed].reverse()],
  ])('X5 takes the example of every contract it reads, %s, and comes to the same books', async (_order, contracts) => {
    const fee = { description: 'A fee', effectiveOn: '2013-01-01' };
    const fees = [
      { ...fee, feeCode: 'unit-price', amountFen: 120_000 },
      { ...fee, feeCode: 'renewal-month', amountFen: 100 },
    ];
    await ok(billing.service.post(finance, '/v1/fees', { fees }));
    for (const contract of contracts) {
      const { key, example } = contract;
      await billing.service.deliver(contract, String(example[key] ?? example['serial']), example);
    }
    const outcomes = await billing.service.query(
      `select type, outcome from inbox where type <> 'spare-pool.site-opened.v1' and type not like 'console.%' order by type`,
    );
    expect(outcomes).toEqual(
      [...contracts]
        .map(({ type }) => ({ type, outcome: 'processed' }))
        .sort((one, two) => (one.type < two.type ? -1 : 1)),
    );
    const charges = await billing.service.query(
      `select reason, amount_fen::int, state from charge where state <> 'reversed' order by reason`,
    );
    expect(charges).toEqual([
      { reason: 'renewal', amount_fen: 1_200, state: 'open' },
      { reason: 'repair', amount_fen: 0, state: 'settled' },
      { reason: 'unreturned-advance', amount_fen: 120_000, state: 'open' },
    ]);
    await billing.booksAreSound();
  });
});
