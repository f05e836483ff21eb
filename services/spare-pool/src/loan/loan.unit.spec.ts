import {
  IllegalTransition,
  mondayToFriday,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseSerial,
} from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import { DueBackBeforeLoan, SerialMismatch } from './loan.errors.js';
import {
  defectiveUnitLifecycle,
  isOverdue,
  keep,
  lend,
  loanLifecycle,
  markOverdue,
  recoverDefectiveUnit,
  reportLost,
  takeBack,
} from './loan.js';
import type { LendFacts, Loan } from './loan.js';

const terms = { loanDays: 30, advanceReplacementWorkingDays: 10, calendar: mondayToFriday };
const day = (number: number): Date => new Date(Date.UTC(2013, 3, number, 2));
const on = (text: string) => parseBusinessDate(text);

function facts(other: Partial<LendFacts> = {}): LendFacts {
  return {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: parseCityCode('DL'),
    site: 'DL',
    unit: { serial: parseSerial('A1'), model: 'M1' },
    requestedModel: 'M1',
    loanKind: 'loan',
    defectiveSerial: parseSerial('D1'),
    by: parseActorId('zhang.wei'),
    loanedAt: day(16),
    dueBackOn: null,
    defectiveReceived: false,
    ...other,
  };
}

const out = (other: Partial<LendFacts> = {}): Loan => lend(facts(other), terms).state;
const back = (serial: string, returnedAt = day(25)) => ({ scannedSerial: parseSerial(serial), site: 'DL', returnedAt });

describe('loan', () => {
  it('S7 goes out with a due date, thirty days unless stated', () => {
    expect(out()).toMatchObject({
      state: 'out',
      dueBackOn: '2013-05-16',
      defectiveState: 'not-awaited',
      substitute: false,
    });
    expect(out({ dueBackOn: on('2013-04-20') }).dueBackOn).toBe('2013-04-20');
    given(facts({ dueBackOn: on('2013-04-15') }))
      .when(lend, terms)
      .thenRefused(DueBackBeforeLoan);
  });

  it('W12 says that a substitute went', () =>
    expect(out({ requestedModel: 'M0' })).toMatchObject({ substitute: true, model: 'M1' }));

  it('S7 a loan comes back only with the serial that went out', () => {
    given(out())
      .when(takeBack, back('B2'))
      .thenRefused(SerialMismatch, { details: { loanNumber: 'LN-20130416-0001', expected: 'A1', scanned: 'B2' } });
    given(out()).when(takeBack, back('A1')).thenState({ state: 'returned' });
    given(out())
      .when(takeBack, back('A1', day(15)))
      .thenRefused(FactOutOfOrder);
  });

  it('S7 ends once: returned, kept or lost', () => {
    const returned = takeBack(out(), back('A1')).state;
    given(returned).when(takeBack, back('A1')).thenRefused(IllegalTransition);
    given(returned).when(keep, day(26)).thenRefused(IllegalTransition);
    given(keep(out(), day(20)).state)
      .when(reportLost, day(26), 'head.dl')
      .thenRefused(IllegalTransition);
  });

  it('S7 W8 a formal replacement names the unit that it replaces', () => {
    const { events } = keep(out(), day(20));
    expect(events).toMatchObject([
      { type: 'spare-pool.formal-replacement-made.v1', body: { serial: 'A1', replacedSerial: 'D1' } },
    ]);
  });

  it('S8 an advance replacement waits ten working days for the defective unit', () => {
    const loan = out({ loanKind: 'advance-replacement' });
    expect(loan).toMatchObject({ dueBackOn: '2013-04-30', defectiveState: 'awaited' });
    expect(isOverdue(loan, on('2013-04-30'))).toBe(false);
    expect(isOverdue(loan, on('2013-05-01'))).toBe(true);
    given(loan).when(recoverDefectiveUnit, day(20)).thenState({ defectiveState: 'recovered' });
    expect(out({ loanKind: 'advance-replacement', defectiveReceived: true }).defectiveState).toBe('recovered');
  });

  it('S8 is charged once, and a late return is told all the same', () => {
    const late = { asOfOn: on('2013-05-02'), receivedAt: null };
    const charged = markOverdue(out({ loanKind: 'advance-replacement' }), late);
    expect(charged.events).toMatchObject([
      { type: 'spare-pool.advance-replacement-overdue.v1', body: { asOfOn: '2013-05-02' } },
    ]);
    given(charged.state)
      .when(markOverdue, { ...late, asOfOn: on('2013-05-03') })
      .then([]);
    given(charged.state).when(recoverDefectiveUnit, day(30)).thenState({ defectiveState: 'recovered-after-charge' });
  });

  it('S8 is not charged for a defective unit that came in while the spare was being lent', () => {
    given(out({ loanKind: 'advance-replacement' }))
      .when(markOverdue, { asOfOn: on('2013-05-02'), receivedAt: day(22) })
      .thenState({ defectiveState: 'recovered' });
  });

  it('S8 nobody waits for the defective unit when the spare came back', () => {
    const returned = takeBack(out({ loanKind: 'advance-replacement' }), back('A1')).state;
    expect(isOverdue(returned, on('2013-06-01'))).toBe(false);
  });

  it('reaches every state', () => {
    expect(loanLifecycle.unreachableFrom('out')).toEqual([]);
    expect(defectiveUnitLifecycle.unreachableFrom('awaited')).toEqual([]);
  });
});
