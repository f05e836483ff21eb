import {
  CityOutOfScope,
  ensureCityInScope,
  IllegalTransition,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseSerial,
  type Session,
} from '@rotables/domain-kernel';
import { NotTheTechnician, TechnicianIsTheSame } from './dispatch-order/dispatch-order.errors.js';
import {
  cancelDispatchOrder,
  completeDispatchOrder,
  dispatchOrderLifecycle,
  issueDispatchOrder,
  reassignDispatchOrder,
} from './dispatch-order/dispatch-order.js';
import { BeforeEarlierFact } from './fact-order.js';
import type { LoanFact } from './rma-case/pool-facts.js';
import { ExceptionHoldsNoUnit, ExceptionIsOfAnotherUnit } from './receipt-exception/receipt-exception.errors.js';
import {
  linkReceiptException,
  openReceiptException,
  receiptExceptionLifecycle,
  resolveReceiptException,
} from './receipt-exception/receipt-exception.js';
import {
  LoanIsOut,
  LoanSaysOtherwise,
  NoLoanToTell,
  ReplacementIsNotTheLoan,
} from './spare-replacement-notice/spare-replacement-notice.errors.js';
import {
  issueNotice,
  noticeLifecycle,
  recoverNotice,
  recoverNoticeByLoan,
  type RecoveryOutcome,
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
    const by = { actor: person, roles: ['technician'] as const };
    const report = { repairedOnSite: false, actionTaken: '', customerSignature: 'Sun Li', completedAt: at(17), by };
    const reportedOn = parseBusinessDate('2013-01-15');
    const { state: done, events } = completeDispatchOrder(order, report, reportedOn);
    expect(done).toMatchObject({ state: 'completed', customerSignature: 'Sun Li' });
    expect(events).toMatchObject([{ body: { repairedOnSite: false, reportedOn, completedBy: person } }]);
    const another = { ...report, by: { ...by, actor: parseActorId('he.ping') } };
    expect(() => completeDispatchOrder(order, another, reportedOn)).toThrow(NotTheTechnician);
    const clerk = { ...another, by: { ...another.by, roles: ['branch-clerk'] as const } };
    expect(completeDispatchOrder(order, clerk, reportedOn).state).toMatchObject({
      technician: person,
      completedBy: 'he.ping',
    });
    expect(() => completeDispatchOrder(done, report, reportedOn)).toThrow(IllegalTransition);
    const early = { ...report, completedAt: at(15) };
    expect(() => completeDispatchOrder(order, early, reportedOn)).toThrow(BeforeEarlierFact);
    const other = { technician: parseActorId('wu.gang'), reason: 'Ill.', reassignedAt: at(17), reassignedBy: person };
    expect(reassignDispatchOrder(order, other)).toMatchObject({
      state: { state: 'issued', technician: 'wu.gang', reason: 'Ill.' },
      events: [{ body: { technician: 'wu.gang', formerTechnician: person } }],
    });
    expect(() => reassignDispatchOrder(order, { ...other, technician: parseActorId('Zhang.Wei') })).toThrow(
      TechnicianIsTheSame,
    );
    const cancelled = cancelDispatchOrder(order, { reason: 'Brought in.', cancelledAt: at(17), cancelledBy: person });
    expect(cancelled.state).toMatchObject({ state: 'cancelled', reason: 'Brought in.' });
    expect(() => completeDispatchOrder(cancelled.state, report, reportedOn)).toThrow(IllegalTransition);
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
    const resolution = {
      outcome: 'handed-back',
      resolution: 'Sent back.',
      resolvedBy: person,
      resolvedAt: at(17),
    } as const;
    const resolved = resolveReceiptException(exception, resolution).state;
    expect(() => resolveReceiptException(resolved, resolution)).toThrow(IllegalTransition);
    const link = { ...resolution, faultNumber: of.faultNumber, serial: parseSerial('a-1') };
    expect(linkReceiptException(exception, link).state).toMatchObject({
      state: 'resolved',
      outcome: 'received',
      linkedFaultNumber: of.faultNumber,
    });
    expect(() => linkReceiptException(exception, { ...link, serial: parseSerial('B1') })).toThrow(
      ExceptionIsOfAnotherUnit,
    );
    const accessory = { ...exception, exceptionKind: 'missing-accessory' } as const;
    expect(() => linkReceiptException(accessory, link)).toThrow(ExceptionHoldsNoUnit);
  });
});

describe('a spare replacement notice', () => {
  const issue = {
    noticeNumber: 'NT-1',
    faultNumber: of.faultNumber,
    city,
    defectiveSerial: of.serial,
    dispatchNumber: 'DO-1',
    issuedBy: person,
    issuedAt: at(16),
  };
  const loan = (number: string, state: LoanFact['state'] = 'out'): LoanFact => ({
    loanNumber: `LN-${number}`,
    serial: `SP-${number}`,
    model: 'M',
    loanKind: 'loan',
    dueBackOn: '2013-02-16',
    loanedAt: at(16).toISOString(),
    state,
  });
  const issued = () => issueNotice(issue, [loan('1')], null).state;

  it('R4 names the unit that is lent, its loan and its visit, and nothing else', () => {
    expect(issueNotice(issue, [loan('0', 'returned'), loan('1')], null).events).toMatchObject([
      { body: { replacementSerial: 'SP-1', loanNumber: 'LN-1', dispatchNumber: 'DO-1' } },
    ]);
    expect(issueNotice(issue, [loan('1')], parseSerial('sp 1')).state.replacementSerial).toBe('SP-1');
    expect(() => issueNotice(issue, [loan('1')], parseSerial('SP-9'))).toThrow(ReplacementIsNotTheLoan);
  });

  it('R4 waits until the loan is known, and is not written for one that has ended', () => {
    expect(() => issueNotice(issue, [], parseSerial('SP-1'))).toThrow(NoLoanToTell);
    expect(() => issueNotice(issue, [loan('1', 'returned')], null)).toThrow(NoLoanToTell);
    expect(() => issueNotice({ ...issue, issuedAt: at(15) }, [loan('1')], null)).toThrow(BeforeEarlierFact);
  });

  it('R4 is recovered by hand only as its loan has ended', () => {
    const by = (outcome: RecoveryOutcome | null) => ({ outcome, recoveredAt: at(20) });
    expect(() => recoverNotice(issued(), by('formal-replacement'), loan('1'))).toThrow(LoanIsOut);
    expect(() => recoverNotice(issued(), by('formal-replacement'), loan('1', 'returned'))).toThrow(LoanSaysOtherwise);
    const recovered = recoverNotice(issued(), by(null), loan('1', 'lost')).state;
    expect(recovered).toMatchObject({ state: 'recovered', outcome: 'lost' });
    expect(() => recoverNotice(recovered, by(null), loan('1', 'lost'))).toThrow(IllegalTransition);
  });

  it('R4 follows the loan without complaint', () => {
    const recovered = recoverNoticeByLoan(issued(), 'spare-returned', at(20)).state;
    expect(recoverNoticeByLoan(recovered, 'formal-replacement', at(21)).events).toEqual([]);
    expect(recoverNoticeByLoan(issued(), 'formal-replacement', at(10)).state).toMatchObject({ recoveredAt: at(16) });
  });
});

describe('cities', () => {
  const session = (cities: Session['cities']): Session => ({ actor: person, name: 'x', roles: [], cities });

  it('O3 X8 a branch acts for its own cities', () => {
    expect(() => ensureCityInScope(session([city]), parseCityCode('AS'))).toThrow(CityOutOfScope);
    expect(() => ensureCityInScope(session('all'), parseCityCode('AS'))).not.toThrow();
  });
});
