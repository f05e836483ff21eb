import {
  IllegalTransition,
  InvalidInput,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseFen,
} from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { BeforeItsCause } from '../business-time/business-time.errors.js';
import { issueReceipt, type Receipt } from '../receipt/receipt.js';
import {
  DayHandedOver,
  HandoverIncomplete,
  HandoverSumDiffers,
  NoDifferenceToClear,
  ReceiptsNotInPlace,
  SecondPersonMustClear,
  SecondPersonMustCount,
} from './handover.errors.js';
import { acceptHandover, clearDifference, handoverLifecycle, submitHandover, type HandInFacts } from './handover.js';

const clerk = parseActorId('zhang.wei');
const city = parseCityCode('DL');
const day = parseBusinessDate;
const receipt = (running: number, amountFen: number, receivedOn = '2013-04-25'): Receipt =>
  issueReceipt({
    receiptNumber: `SJ-DL-00000${running}`,
    chargeNumber: 'CH-1',
    faultNumber: null,
    city,
    amountFen: parseFen(amountFen),
    method: 'cash',
    receivedBy: clerk,
    receivedAt: new Date(`${receivedOn}T03:00:00Z`),
    receivedOn: day(receivedOn),
  }).state;
const facts = (other: Partial<HandInFacts> = {}): HandInFacts => ({
  city,
  businessOn: day('2013-04-25'),
  cashFen: parseFen(500),
  receiptNumbers: ['SJ-DL-000001', 'SJ-DL-000002'],
  differenceReason: null,
  submittedBy: clerk,
  submittedAt: new Date('2013-04-25T10:00:00Z'),
  recordedAt: new Date('2013-04-25T10:00:00Z'),
  notHandedOver: [receipt(1, 200), receipt(2, 300)],
  isHandedOver: false,
  ...other,
});
const submitted = () => submitHandover(facts()).state;
const count = (countedFen: number) => ({
  countedFen: parseFen(countedFen),
  by: parseActorId('qian.hui'),
  at: new Date('2013-04-26T02:00:00Z'),
});

describe('hand-over', () => {
  it('reaches every state of its lifecycle', () => expect(handoverLifecycle.unreachableFrom('submitted')).toEqual([]));

  it('B5 a difference is cleared once, by another person than the one who counted', () => {
    const clearance = {
      clearance: 'made-good',
      reason: 'Found.',
      by: parseActorId('wang.fang'),
      at: new Date('2013-04-27T02:00:00Z'),
    } as const;
    const counted = acceptHandover(submitted(), count(450)).state;
    given(counted)
      .when(clearDifference, { ...clearance, by: parseActorId('qian.hui') })
      .thenRefused(SecondPersonMustClear);
    given(counted).when(clearDifference, clearance).thenState({ state: 'difference-cleared', clearance: 'made-good' });
    const { state: cleared } = clearDifference(counted, clearance);
    given(cleared).when(clearDifference, clearance).thenRefused(IllegalTransition);
    given(submitted()).when(clearDifference, clearance).thenRefused(IllegalTransition);
    given(acceptHandover(submitted(), count(500)).state)
      .when(clearDifference, clearance)
      .thenRefused(NoDifferenceToClear);
    given(counted)
      .when(clearDifference, { ...clearance, at: new Date('2013-04-26T01:00:00Z') })
      .thenRefused(BeforeItsCause);
  });

  it('B3 a receipt is for some money', () => expect(() => receipt(3, 0)).toThrow(InvalidInput));

  it('B4 takes the receipts and the cash of the day', () =>
    given(facts())
      .when(submitHandover)
      .thenState({ handoverNumber: 'HO-20130425-DL', receiptsFen: parseFen(500), late: false }));

  it('B4 names the cash receipts that are missing', () =>
    given(facts({ receiptNumbers: ['SJ-DL-000001'] }))
      .when(submitHandover)
      .thenRefused(HandoverIncomplete, { details: { missing: ['SJ-DL-000002'], missingFen: 300 } }));

  it('B4 names the receipts that do not belong', () =>
    given(facts({ receiptNumbers: ['SJ-DL-000001', 'SJ-DL-000002', 'SJ-AS-000001'] }))
      .when(submitHandover)
      .thenRefused(ReceiptsNotInPlace, { details: { receiptNumbers: ['SJ-AS-000001'] } }));

  it('B4 may take receipts of an earlier day along, and need not', () => {
    const notHandedOver = [receipt(1, 200), receipt(2, 300), receipt(3, 50, '2013-04-24')];
    given(facts({ notHandedOver }))
      .when(submitHandover)
      .thenState({ receiptsFen: parseFen(500) });
    const receiptNumbers = notHandedOver.map(({ receiptNumber }) => receiptNumber);
    given(facts({ notHandedOver, receiptNumbers, cashFen: parseFen(550) }))
      .when(submitHandover)
      .thenState({ receiptsFen: parseFen(550) });
  });

  it('B4 hands in less than the receipts say only with a reason', () => {
    given(facts({ cashFen: parseFen(400) }))
      .when(submitHandover)
      .thenRefused(HandoverSumDiffers);
    given(facts({ cashFen: parseFen(400), differenceReason: 'A false note.' }))
      .when(submitHandover)
      .thenState({ cashFen: parseFen(400) });
    given(facts({ cashFen: parseFen(-1), differenceReason: 'None.' }))
      .when(submitHandover)
      .thenRefused(InvalidInput);
  });

  it('B4 an empty day is handed in with nothing', () =>
    given(facts({ notHandedOver: [], receiptNumbers: [], cashFen: parseFen(0) }))
      .when(submitHandover)
      .thenState({ receiptNumbers: [] }));

  it.each([
    ['2013-04-25T10:00:00Z', false],
    ['2013-04-26T01:00:00.000Z', false],
    ['2013-04-26T01:00:00.001Z', true],
  ])('B4 heard of at %s it is late: %s, whatever is said of when it was', (recordedAt, late) =>
    given(facts({ recordedAt: new Date(recordedAt) }))
      .when(submitHandover)
      .thenState({ late }),
  );

  it('B4 is handed in once, not before its day and not before its money came in', () => {
    given(facts({ isHandedOver: true }))
      .when(submitHandover)
      .thenRefused(DayHandedOver);
    given(facts({ submittedAt: new Date('2013-04-24T15:59:59Z') }))
      .when(submitHandover)
      .thenRefused(InvalidInput);
    given(facts({ submittedAt: new Date('2013-04-25T02:59:59Z') }))
      .when(submitHandover)
      .thenRefused(BeforeItsCause);
  });

  it('B4 every receipt of the day is listed, and only cash is money that is handed in', () => {
    const byTransfer: Receipt = { ...receipt(3, 900), method: 'transfer' };
    const notHandedOver = [receipt(1, 200), receipt(2, 300), byTransfer];
    given(facts({ notHandedOver }))
      .when(submitHandover)
      .thenRefused(HandoverIncomplete, { details: { missing: ['SJ-DL-000003'], missingFen: 900 } });
    const receiptNumbers = notHandedOver.map(({ receiptNumber }) => receiptNumber);
    given(facts({ notHandedOver, receiptNumbers }))
      .when(submitHandover)
      .thenState({ receiptsFen: parseFen(500), receiptNumbers });
  });

  it('B4 is not counted by who handed it in', () =>
    given(submitted())
      .when(acceptHandover, { ...count(500), by: parseActorId('ZHANG.wei') })
      .thenRefused(SecondPersonMustCount));

  it('B5 keeps what the count differs by, and is counted once', () => {
    given(submitted())
      .when(acceptHandover, count(450))
      .thenState({ state: 'accepted', differenceFen: parseFen(-50) });
    given(acceptHandover(submitted(), count(500)).state)
      .when(acceptHandover, count(500))
      .thenRefused(IllegalTransition);
    given(submitted())
      .when(acceptHandover, { ...count(500), at: new Date('2013-04-25T09:00:00Z') })
      .thenRefused(BeforeItsCause);
  });
});
