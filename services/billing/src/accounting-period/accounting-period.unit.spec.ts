import {
  IllegalTransition,
  InvalidInput,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseFen,
} from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { openException, owningRole, type OpenException } from '../matching/open-exception.js';
import { EarlierPeriodOpen, PeriodHasOpenExceptions, PeriodNotOver } from './accounting-period.errors.js';
import {
  closePeriod,
  lastDayOf,
  parsePeriod,
  periodLifecycle,
  type AccountingPeriod,
  type CloseFacts,
} from './accounting-period.js';

const april: AccountingPeriod = { period: '2013-04', state: 'open', closedBy: null, closedAt: null, version: 0 };
const city = parseCityCode('DL');
const unpaid: OpenException = openException(
  {
    kind: 'charge-unpaid',
    document: 'CH-1',
    faultNumber: null,
    city,
    amountFen: parseFen(700),
    since: parseBusinessDate('2013-04-25'),
  },
  parseBusinessDate('2013-04-30'),
  null,
);
const carry = (exceptionId: string) => ({ exceptionId, reason: 'Pays in May.', owner: 'zhang.wei' });
const facts = (other: Partial<CloseFacts> = {}): CloseFacts => ({
  closedBy: parseActorId('qian.hui'),
  closedAt: new Date('2013-05-02T02:00:00Z'),
  recordedAt: new Date('2013-05-02T02:00:00Z'),
  carryForward: [],
  exceptions: [],
  openOnLastDay: [],
  openBefore: [],
  ...other,
});

describe('accounting period', () => {
  it('reaches every state of its lifecycle', () => expect(periodLifecycle.unreachableFrom('open')).toEqual([]));

  it('is a month', () => {
    expect(lastDayOf(parsePeriod('2012-02'))).toBe('2012-02-29');
    for (const wrong of ['2013-13', '2013-4', '13-04', '']) expect(() => parsePeriod(wrong)).toThrow(InvalidInput);
  });

  it('B5 closes when nothing is open, once', () => {
    given(april)
      .when(closePeriod, facts())
      .then([
        {
          type: 'billing.period-closed.v1',
          body: { period: '2013-04', carriedForward: 0, closedBy: 'qian.hui', closedAt: '2013-05-02T02:00:00.000Z' },
        },
      ])
      .thenState({ state: 'closed' });
    given(closePeriod(april, facts()).state).when(closePeriod, facts()).thenRefused(IllegalTransition);
  });

  it('B5 names what is open and not carried forward', () => {
    given(april)
      .when(closePeriod, facts({ exceptions: [unpaid] }))
      .thenRefused(PeriodHasOpenExceptions, { details: { period: '2013-04', open: ['charge-unpaid:CH-1'] } });
    const named = closePeriod(april, facts({ exceptions: [unpaid], carryForward: [carry('charge-unpaid:CH-1')] }));
    expect(named.carriedForward).toEqual([{ ...carry('charge-unpaid:CH-1'), city: 'DL' }]);
  });

  it('B5 carries forward what is open only, each once; what was settled since the last day may be named in vain', () => {
    given(april)
      .when(closePeriod, facts({ carryForward: [carry('charge-unpaid:CH-2')] }))
      .thenRefused(InvalidInput);
    const twice = [carry('charge-unpaid:CH-1'), carry('charge-unpaid:CH-1')];
    given(april)
      .when(closePeriod, facts({ exceptions: [unpaid], carryForward: twice }))
      .thenRefused(InvalidInput);
    const settled = closePeriod(april, facts({ openOnLastDay: [unpaid], carryForward: [carry('charge-unpaid:CH-1')] }));
    expect(settled.carriedForward).toEqual([]);
  });

  it('B5 is closed after its last day, in its turn, by the clock and not by what is stated', () => {
    const lastMillisecond = new Date('2013-04-30T15:59:59.999Z');
    given(april)
      .when(closePeriod, facts({ recordedAt: lastMillisecond }))
      .thenRefused(PeriodNotOver);
    given(april)
      .when(closePeriod, facts({ closedAt: lastMillisecond }))
      .thenRefused(PeriodNotOver);
    const midnight = new Date('2013-04-30T16:00:00Z');
    given(april)
      .when(closePeriod, facts({ closedAt: midnight, recordedAt: midnight }))
      .thenState({ state: 'closed' });
    given(april)
      .when(closePeriod, facts({ openBefore: ['2013-03'] }))
      .thenRefused(EarlierPeriodOpen);
  });
});

describe('exceptions', () => {
  it('B5 have an age, and an owner who may be named', () => {
    expect(unpaid).toMatchObject({
      exceptionId: 'charge-unpaid:CH-1',
      ageDays: 5,
      owner: 'branch-head:DL',
      carriedForwardIn: null,
    });
    expect(owningRole('handover-difference', city)).toBe('finance');
    const finding = {
      kind: 'charge-unpaid',
      document: 'CH-1',
      faultNumber: null,
      city,
      amountFen: parseFen(700),
      since: parseBusinessDate('2013-04-25'),
    } as const;
    const carried = openException(finding, parseBusinessDate('2013-05-31'), { period: '2013-04', owner: 'zhang.wei' });
    expect(carried).toMatchObject({ ageDays: 36, owner: 'zhang.wei', carriedForwardIn: '2013-04' });
  });
});
