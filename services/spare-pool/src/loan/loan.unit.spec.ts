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
import { findLostSpare, isOverdue, markOverdue, recoverDefectiveUnit } from './advance-replacement.js';
import { reportLost, takeBack } from './loan-end.js';
import type { TakeBackFacts } from './loan-end.js';
import {
  DueBackBeforeLoan,
  DueBackHasPassed,
  DueBackTooLate,
  LoanerNotTested,
  SerialIsTheDefectiveUnit,
  SerialMismatch,
} from './loan.errors.js';
import { defectiveUnitLifecycle, keepLifecycle, lend, loanLifecycle } from './loan.js';
import type { LendFacts, Loan } from './loan.js';

const terms = {
  loanDays: 30,
  longestLoanDays: 90,
  advanceReplacementWorkingDays: 10,
  toleratedDaysLate: 7,
  calendar: mondayToFriday,
};
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
    recordedAt: day(16),
    dueBackOn: null,
    defectiveReceived: false,
    ...other,
  };
}

const out = (other: Partial<LendFacts> = {}): Loan => lend(facts(other), terms).state;
const back = (serial: string, returnedAt = day(25), other: Partial<TakeBackFacts> = {}): TakeBackFacts => ({
  scannedSerial: parseSerial(serial),
  site: 'DL',
  returnedAt,
  condition: 'good',
  measured: 'Two hours without a fault.',
  reporterName: 'Sun Li',
  ...other,
});
const lost = { lostAt: day(26), custodian: 'head.dl', liable: 'customer', reporterName: 'Sun Li' } as const;
const charged = (other: Partial<LendFacts> = {}): Loan =>
  markOverdue(out({ loanKind: 'advance-replacement', ...other }), { asOfOn: on('2013-05-02'), receivedAt: null }).state;
const typesOf = ({ events }: ReturnType<typeof takeBack>) => events.map(({ type }) => type.replace('spare-pool.', ''));

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

  it('S7 S8 is due in ninety days at the latest, an advance replacement in its ten working days and not a day later', () => {
    expect(out({ dueBackOn: on('2013-07-15') }).dueBackOn).toBe('2013-07-15');
    for (const dueBackOn of ['2013-07-16', '2199-12-31']) {
      given(facts({ dueBackOn: on(dueBackOn) }))
        .when(lend, terms)
        .thenRefused(DueBackTooLate);
    }
    const entered = (recordedOn: number, other: Partial<LendFacts> = {}) =>
      lend(facts({ loanKind: 'advance-replacement', recordedAt: day(recordedOn), ...other }), terms).state.dueBackOn;
    // Entered a week late it counts from its day, entered two weeks late from a week ago.
    expect([entered(23), entered(30)]).toEqual(['2013-04-30', '2013-05-07']);
    expect(() => entered(18, { dueBackOn: on('2013-04-17') })).toThrow(DueBackHasPassed);
    expect(entered(18, { dueBackOn: on('2013-04-18') })).toBe('2013-04-18');
    const advance = (dueBackOn: string) => facts({ loanKind: 'advance-replacement', dueBackOn: on(dueBackOn) });
    expect(lend(advance('2013-04-22'), terms).state.dueBackOn).toBe('2013-04-22');
    given(advance('2013-05-01')).when(lend, terms).thenRefused(DueBackTooLate);
  });

  it('S7 the unit that is to be replaced is not lent for itself', () => {
    given(facts({ defectiveSerial: parseSerial('A1') }))
      .when(lend, terms)
      .thenRefused(SerialIsTheDefectiveUnit);
  });

  it('R7 comes back to the shelf tested; untested it is taken back as defective', () => {
    given(out())
      .when(takeBack, back('A1', day(25), { measured: null }))
      .thenRefused(LoanerNotTested);
    const untested = { condition: 'defective', measured: null } as const;
    given(out())
      .when(takeBack, back('A1', day(25), untested))
      .thenState({ state: 'returned', returnCondition: 'defective' });
  });

  it('S7 what the customer broke he owes; what failed by itself nobody does', () => {
    const damaged = takeBack(out(), back('A1', day(25), { condition: 'damaged', measured: 'Liquid on the board.' }));
    expect(typesOf(damaged)).toEqual(['spare-unit-returned.v1', 'loaned-unit-damaged.v1']);
    expect(damaged.events[1]?.body).toMatchObject({ reporterName: 'Sun Li', note: 'Liquid on the board.' });
    expect(typesOf(takeBack(out(), back('A1', day(25), { condition: 'defective' })))).toEqual([
      'spare-unit-returned.v1',
    ]);
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
    given(returned).when(reportLost, lost).thenRefused(IllegalTransition);
    given(reportLost(out(), lost).state).when(takeBack, back('A1')).thenRefused(IllegalTransition);
  });

  it('S7 lost at the customer, the customer owes it', () => {
    expect(reportLost(out(), lost).events).toMatchObject([
      { body: { liable: 'customer', reporterName: 'Sun Li', alreadyCharged: false, custodian: 'head.dl' } },
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

  it('S8 is charged once', () => {
    const late = { asOfOn: on('2013-05-02'), receivedAt: null };
    const told = markOverdue(out({ loanKind: 'advance-replacement' }), late);
    expect(told.events).toMatchObject([
      { type: 'spare-pool.advance-replacement-overdue.v1', body: { asOfOn: '2013-05-02' } },
    ]);
    given(told.state)
      .when(markOverdue, { ...late, asOfOn: on('2013-05-03') })
      .then([]);
  });

  it('S8 the charge is taken back when the defective unit comes late, or the spare comes back instead', () => {
    const late = recoverDefectiveUnit(charged(), day(30));
    expect(late.state.defectiveState).toBe('recovered-after-charge');
    expect(late.events[1]?.body).toMatchObject({ reason: 'defective-unit-returned' });
    const instead = takeBack(charged(), back('A1'));
    expect(instead.state).toMatchObject({ state: 'returned', defectiveState: 'not-awaited' });
    expect(instead.events[1]?.body).toMatchObject({ reason: 'spare-returned' });
  });

  it('S8 a unit is paid once: lost before it was due it is not charged as overdue, lost after that not as lost', () => {
    const before = reportLost(out({ loanKind: 'advance-replacement' }), lost).state;
    expect(before.defectiveState).toBe('not-awaited');
    expect(isOverdue(before, on('2013-06-01'))).toBe(false);
    const after = reportLost(charged(), lost);
    expect(after.events).toMatchObject([{ body: { alreadyCharged: true } }]);
    expect(after.state.defectiveState).toBe('charged');
  });

  it('S8 the charge pays for a spare that is lost: the defective unit does not undo it, the found spare does', () => {
    const gone = reportLost(charged(), lost).state;
    expect(typesOf(recoverDefectiveUnit(gone, day(30)))).toEqual(['defective-unit-recovered.v1']);
    expect(findLostSpare(gone, day(30)).events).toMatchObject([{ body: { reason: 'spare-returned' } }]);
    expect(findLostSpare(reportLost(out(), lost).state, day(30)).events).toEqual([]);
  });

  it('S8 the charge pays for a spare that the customer keeps without being entitled to one', () => {
    const bought: Loan = { ...charged(), state: 'formal-replacement', keepGround: 'paid-for' };
    expect(typesOf(recoverDefectiveUnit(bought, day(30)))).toEqual(['defective-unit-recovered.v1']);
    const entitled: Loan = { ...bought, keepGround: 'entitlement' };
    expect(typesOf(recoverDefectiveUnit(entitled, day(30)))).toEqual([
      'defective-unit-recovered.v1',
      'advance-charge-withdrawn.v1',
    ]);
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
    expect(keepLifecycle.unreachableFrom('not-proposed')).toEqual([]);
  });
});
