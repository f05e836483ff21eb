import {
  CityOutOfScope,
  ensureCityInScope,
  IllegalTransition,
  InvalidInput,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseSerial,
  type Session,
} from '@rotables/domain-kernel';
import { completeDispatchOrder, dispatchOrderLifecycle, issueDispatchOrder } from './dispatch-order/dispatch-order.js';
import { BeforeEarlierFact } from './fact-order.js';
import {
  openReceiptException,
  receiptExceptionLifecycle,
  resolveReceiptException,
} from './receipt-exception/receipt-exception.js';
import { receivingCity } from './receipt-exception/receiving-city.js';
import { ReplacementIsNotTheLoan } from './spare-replacement-notice/spare-replacement-notice.errors.js';
import {
  issueNotice,
  noticeLifecycle,
  recoverNotice,
  recoverNoticeByLoan,
} from './spare-replacement-notice/spare-replacement-notice.js';
import { receiveFromVendor, sendToVendor, vendorReturnLifecycle } from './vendor-return/vendor-return.js';

const at = (day: number): Date => new Date(Date.UTC(2013, 0, day));
const city = parseCityCode('DL');
const person = parseActorId('zhang.wei');
const of = { faultNumber: 'FR-20130116-0001', serial: parseSerial('A1'), city };

describe('the documents of a case', () => {
  it('R3 R4 R5 R7 reach every state', () => {
    expect(dispatchOrderLifecycle.unreachableFrom('issued')).toEqual([]);
    expect(noticeLifecycle.unreachableFrom('issued')).toEqual([]);
    expect(receiptExceptionLifecycle.unreachableFrom('open')).toEqual([]);
    expect(vendorReturnLifecycle.unreachableFrom('sent')).toEqual([]);
  });

  it('R3 a visit is completed once, and not before it was ordered', () => {
    const words = { cause: '', nature: '', category: '', place: '', sparesAndTools: '' };
    const order = issueDispatchOrder({
      ...of,
      ...words,
      dispatchNumber: 'DO-1',
      technician: person,
      issuedBy: person,
      issuedAt: at(16),
    }).state;
    const report = { repairedOnSite: false, actionTaken: '', customerSignature: 'Sun Li', completedAt: at(17) };
    const reportedOn = parseBusinessDate('2013-01-15');
    const { state: done, events } = completeDispatchOrder(order, report, reportedOn);
    expect(done).toMatchObject({ state: 'completed', customerSignature: 'Sun Li' });
    expect(events).toMatchObject([{ body: { repairedOnSite: false, reportedOn } }]);
    expect(() => completeDispatchOrder(done, report, reportedOn)).toThrow(IllegalTransition);
    const early = { ...report, completedAt: at(15) };
    expect(() => completeDispatchOrder(order, early, reportedOn)).toThrow(BeforeEarlierFact);
  });

  it('R7 a vendor has a month, clamped to its last day', () => {
    const sending = { ...of, vendorReturnNumber: 'VR-1', vendor: 'Seagate', sentBy: person, sentAt: at(31) };
    const sent = sendToVendor(sending).state;
    expect(sent.dueBackOn).toBe('2013-02-28');
    const back = { result: 'repaired', receivedBy: person, receivedAt: at(32) } as const;
    const received = receiveFromVendor(sent, back).state;
    expect(() => receiveFromVendor(received, back)).toThrow(IllegalTransition);
  });

  it('R5 an exception is resolved once', () => {
    const opening = {
      exceptionNumber: 'EX-1',
      exceptionKind: 'wrong-serial',
      faultNumber: null,
      site: 'SY',
      city,
    } as const;
    const scan = { scannedSerial: of.serial, expectedSerial: null, note: '', openedBy: person, openedAt: at(16) };
    const exception = openReceiptException({ ...opening, ...scan }).state;
    const resolution = { resolution: 'Sent back.', resolvedBy: person, resolvedAt: at(17) };
    const resolved = resolveReceiptException(exception, resolution).state;
    expect(() => resolveReceiptException(resolved, resolution)).toThrow(IllegalTransition);
  });
});

describe('a spare replacement notice', () => {
  const issue = {
    noticeNumber: 'NT-1',
    faultNumber: of.faultNumber,
    city,
    defectiveSerial: of.serial,
    replacementSerial: parseSerial('SP-1'),
    issuedBy: person,
    issuedAt: at(16),
  };

  it('R4 names another unit, and the one that was lent as far as that is known', () => {
    expect(issueNotice(issue, []).state.state).toBe('issued');
    expect(issueNotice(issue, ['SP-0', 'SP-1']).state.state).toBe('issued');
    expect(() => issueNotice(issue, ['SP-0'])).toThrow(ReplacementIsNotTheLoan);
    expect(() => issueNotice({ ...issue, replacementSerial: of.serial }, [])).toThrow(InvalidInput);
  });

  it('R4 is recovered once by hand, and follows the loan without complaint', () => {
    const notice = issueNotice(issue, []).state;
    const recovered = recoverNotice(notice, 'spare-returned', at(20)).state;
    expect(() => recoverNotice(recovered, 'spare-returned', at(20))).toThrow(IllegalTransition);
    expect(recoverNoticeByLoan(recovered, 'formal-replacement', at(21)).events).toEqual([]);
    expect(recoverNoticeByLoan(notice, 'formal-replacement', at(10)).state).toMatchObject({ recoveredAt: at(16) });
  });
});

describe('cities', () => {
  const session = (cities: Session['cities']): Session => ({ actor: person, name: 'x', roles: [], cities });

  it('O3 X8 a branch acts for its own cities', () => {
    expect(() => ensureCityInScope(session([city]), parseCityCode('AS'))).toThrow(CityOutOfScope);
    expect(() => ensureCityInScope(session('all'), parseCityCode('AS'))).not.toThrow();
  });

  it('R5 a parcel always belongs somewhere', () => {
    expect(receivingCity('WH1', parseCityCode('AS'), session('all'))).toBe('AS');
    expect(receivingCity('DL-2', undefined, session('all'))).toBe('DL');
    expect(receivingCity('42', undefined, session('all'))).toBe('SY');
    expect(receivingCity('AS', undefined, session([city]))).toBe('DL');
  });
});
