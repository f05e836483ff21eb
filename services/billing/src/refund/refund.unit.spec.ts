import {
  addFen,
  IllegalTransition,
  InvalidInput,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseFen,
  parseSerial,
} from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { BeforeItsCause } from '../business-time/business-time.errors.js';
import { EntitlementUnknown } from '../rma-case/rma-case.errors.js';
import { unknownCase, type Resolution, type RmaCase } from '../rma-case/rma-case.js';
import {
  CaseRefusedRefund,
  GeneralManagerNeeded,
  RefundAbovePrice,
  RefundAnswerNotHeardOfYet,
  RefundBesideService,
  RefundNotEntitled,
  RefundStandsAlready,
  SecondPersonNeeded,
  UnitNotBack,
  UnitRefundedAlready,
} from './refund.errors.js';
import {
  approveRefund,
  generalManagersRefundFen,
  hearRefusal,
  hearReservation,
  proposeRefund,
  refundLifecycle,
  rejectRefund,
  type Approval,
  type ProposalFacts,
} from './refund.js';

const [proposer, approver] = [parseActorId('head.dl'), parseActorId('wang.fang')];
const at = new Date('2013-04-20T06:00:00Z');
const identity = { faultNumber: 'FR-20130416-0007', serial: parseSerial('9VS3FM1J'), city: parseCityCode('DL') };
const rmaCase: RmaCase = {
  ...unknownCase(identity),
  entitlement: { entitlementId: 'EN-1', kind: 'refund', rule: 'W3' },
  reportedAt: new Date('2013-04-16T02:10:00Z'),
};
const facts = (other: Partial<ProposalFacts> = {}): ProposalFacts => ({
  refundNumber: 'RF-20130420-0001',
  rmaCase,
  priceFen: parseFen(120_000),
  statedFen: undefined,
  reason: 'Third day.',
  proposedBy: proposer,
  proposedAt: new Date('2013-04-20T02:00:00Z'),
  proposedOn: parseBusinessDate('2013-04-20'),
  standing: undefined,
  unitRefundNumber: null,
  ...other,
});
const approval = (other: Partial<Approval> = {}): Approval => ({
  ...{ by: approver, at, method: 'transfer', isGeneralManager: false },
  rmaCase: { ...rmaCase, unitHeld: true },
  ...other,
});
const asked = (other: Partial<ProposalFacts> = {}) => proposeRefund(facts(other)).state;
/** Proposed, and the case is kept for it. */
const proposed = (other: Partial<ProposalFacts> = {}) => hearReservation(asked(other));

describe('refund', () => {
  it('reaches every state of its lifecycle', () => expect(refundLifecycle.unreachableFrom('proposed')).toEqual([]));

  it('W3 needs the entitlement to one', () => {
    given(facts()).when(proposeRefund).thenState({ state: 'proposed', entitlementId: 'EN-1' });
    given(facts({ rmaCase: { ...rmaCase, entitlement: null } }))
      .when(proposeRefund)
      .thenRefused(EntitlementUnknown);
    const repair = { entitlementId: 'EN-1', kind: 'repair', rule: 'W2' } as const;
    given(facts({ rmaCase: { ...rmaCase, entitlement: repair } }))
      .when(proposeRefund)
      .thenRefused(RefundNotEntitled);
  });

  it('W3 is proposed once per fault, for some money, and not before the report', () => {
    given(facts({ standing: { refundNumber: 'RF-0', state: 'paid' } }))
      .when(proposeRefund)
      .thenRefused(RefundStandsAlready);
    given(facts({ statedFen: parseFen(0) }))
      .when(proposeRefund)
      .thenRefused(InvalidInput);
    given(facts({ proposedAt: new Date('2013-04-16T02:09:59Z') }))
      .when(proposeRefund)
      .thenRefused(BeforeItsCause);
  });

  it('W3 B3 gives back what the unit costs, and less if somebody says so, but never more', () => {
    given(facts())
      .when(proposeRefund)
      .thenState({ amountFen: parseFen(120_000) });
    given(facts({ statedFen: parseFen(100_000) }))
      .when(proposeRefund)
      .thenState({ amountFen: parseFen(100_000) });
    given(facts({ statedFen: parseFen(120_001) }))
      .when(proposeRefund)
      .thenRefused(RefundAbovePrice);
    given(facts({ unitRefundNumber: 'RF-0' }))
      .when(proposeRefund)
      .thenRefused(UnitRefundedAlready);
  });

  it('W3 W11 is neither proposed nor paid once the customer is entitled to something else', () => {
    const entitlement = { entitlementId: 'EN-2', kind: 'paid', rule: 'W5' } as const;
    given(facts({ rmaCase: { ...rmaCase, entitlement } }))
      .when(proposeRefund)
      .thenRefused(RefundNotEntitled);
    given(proposed())
      .when(approveRefund, approval({ rmaCase: { ...rmaCase, entitlement, unitHeld: true } }))
      .thenRefused(RefundNotEntitled);
    const another = {
      ...rmaCase,
      entitlement: { entitlementId: 'EN-2', kind: 'refund', rule: 'W3' },
      unitHeld: true,
    } as const;
    given(proposed())
      .when(approveRefund, approval({ rmaCase: another }))
      .thenRefused(RefundNotEntitled);
  });

  it('W3 B3 is neither proposed nor paid beside anything else that the customer got', () => {
    const resolution = { outcome: 'solved-remotely', resolvedAt: at } as Resolution;
    const replacement = { madeAt: at, model: 'M1', isPaidFor: false };
    for (const other of [{ resolution }, { replacement }, { closedAt: at }, { isWithdrawn: true }]) {
      const served = { ...rmaCase, unitHeld: true, ...other };
      given(facts({ rmaCase: served }))
        .when(proposeRefund)
        .thenRefused(RefundBesideService);
      given(proposed())
        .when(approveRefund, approval({ rmaCase: served }))
        .thenRefused(RefundBesideService);
    }
  });

  it('W3 is paid once the unit is in our hands', () =>
    given(proposed()).when(approveRefund, approval({ rmaCase })).thenRefused(UnitNotBack));

  it('W3 is not paid before the case has said that it is kept for it', () => {
    given(asked()).when(approveRefund, approval()).thenRefused(RefundAnswerNotHeardOfYet);
    given(asked()).when(approveRefund, approval({ rmaCase })).thenRefused(UnitNotBack);
  });

  it('W3 is over where the customer of the case is served otherwise, whoever would approve it', () => {
    const by = parseActorId('system:inbox.rma');
    const { state, events } = hearRefusal(asked(), { refusal: 'handed-back', by, at });
    expect(state).toMatchObject({ state: 'rejected', caseAnswer: 'handed-back', decidedBy: by });
    expect(events).toMatchObject([{ type: 'billing.refund-rejected.v1', body: { refusal: 'handed-back' } }]);
    given(state).when(approveRefund, approval()).thenRefused(CaseRefusedRefund);
  });

  it('W3 E4 whoever hears it twice, late, or of a refund that is decided, changes nothing', () => {
    const by = parseActorId('system:inbox.rma');
    const paid = approveRefund(proposed(), approval()).state;
    const rejected = rejectRefund(proposed(), { by: approver, at, reason: 'No.' }).state;
    for (const decided of [paid, rejected]) {
      expect(hearReservation(decided)).toEqual(decided);
      expect(hearRefusal(decided, { refusal: 'replaced', by, at })).toEqual({ state: decided, events: [] });
    }
    given(rejected).when(approveRefund, approval()).thenRefused(IllegalTransition);
  });

  it('B3 is approved by the general manager above the limit', () => {
    const limit = proposed({ priceFen: generalManagersRefundFen });
    given(limit).when(approveRefund, approval()).thenState({ state: 'paid' });
    const above = proposed({ priceFen: addFen(generalManagersRefundFen, parseFen(1)) });
    given(above).when(approveRefund, approval()).thenRefused(GeneralManagerNeeded);
    given(above)
      .when(approveRefund, approval({ isGeneralManager: true }))
      .thenState({ state: 'paid' });
  });

  it('B3 O3 two accounts of one person are one person', () =>
    given(proposed())
      .when(approveRefund, approval({ by: parseActorId('HEAD.DL') }))
      .thenRefused(SecondPersonNeeded));

  it('B3 is decided by a second person', () => {
    given(proposed())
      .when(approveRefund, approval({ by: proposer }))
      .thenRefused(SecondPersonNeeded);
    given(proposed()).when(rejectRefund, { by: proposer, at, reason: 'No.' }).thenRefused(SecondPersonNeeded);
    given(proposed())
      .when(approveRefund, approval())
      .thenState({ state: 'paid', decidedBy: approver, method: 'transfer' });
    given(proposed())
      .when(rejectRefund, { by: approver, at, reason: 'No.' })
      .thenState({ state: 'rejected', rejectionReason: 'No.' });
  });

  it('B3 is decided once, and after it was proposed', () => {
    const paid = approveRefund(proposed(), approval({ method: 'wallet' })).state;
    given(paid).when(rejectRefund, { by: approver, at, reason: 'No.' }).thenRefused(IllegalTransition);
    given(proposed())
      .when(approveRefund, approval({ at: new Date('2013-04-20T01:00:00Z') }))
      .thenRefused(BeforeItsCause);
  });
});
