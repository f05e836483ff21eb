import {
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
import { unknownCase, type RmaCase } from '../rma-case/rma-case.js';
import { RefundNotEntitled, RefundStandsAlready, SecondPersonNeeded } from './refund.errors.js';
import { approveRefund, proposeRefund, refundLifecycle, rejectRefund, type ProposalFacts } from './refund.js';

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
  amountFen: parseFen(120_000),
  reason: 'Third day.',
  proposedBy: proposer,
  proposedAt: new Date('2013-04-20T02:00:00Z'),
  proposedOn: parseBusinessDate('2013-04-20'),
  standing: undefined,
  ...other,
});
const proposed = () => proposeRefund(facts()).state;

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
    given(facts({ amountFen: parseFen(0) }))
      .when(proposeRefund)
      .thenRefused(InvalidInput);
    given(facts({ proposedAt: new Date('2013-04-16T02:09:59Z') }))
      .when(proposeRefund)
      .thenRefused(BeforeItsCause);
  });

  it('B3 is decided by a second person', () => {
    given(proposed()).when(approveRefund, { by: proposer, at, method: 'transfer' }).thenRefused(SecondPersonNeeded);
    given(proposed()).when(rejectRefund, { by: proposer, at, reason: 'No.' }).thenRefused(SecondPersonNeeded);
    given(proposed())
      .when(approveRefund, { by: approver, at, method: 'transfer' })
      .thenState({ state: 'paid', decidedBy: approver, method: 'transfer' });
    given(proposed())
      .when(rejectRefund, { by: approver, at, reason: 'No.' })
      .thenState({ state: 'rejected', rejectionReason: 'No.' });
  });

  it('B3 is decided once, and after it was proposed', () => {
    const paid = approveRefund(proposed(), { by: approver, at, method: 'wallet' }).state;
    given(paid).when(rejectRefund, { by: approver, at, reason: 'No.' }).thenRefused(IllegalTransition);
    given(proposed())
      .when(approveRefund, { by: approver, at: new Date('2013-04-20T01:00:00Z'), method: 'cash' })
      .thenRefused(BeforeItsCause);
  });
});
