import { countedFrom, statedDate, statedInstant } from './business-time.js';

const now = new Date('2013-04-16T16:30:00Z');

describe('business time', () => {
  it('O5 counts from when it happened, or from so many days before it was heard of', () => {
    const days = (count: number): Date => new Date(now.getTime() - count * 86_400_000);
    expect(countedFrom(days(7), now, 7)).toEqual(days(7));
    expect(countedFrom(days(1_400), now, 7)).toEqual(days(7));
    expect(countedFrom(days(1), now, 0)).toEqual(now);
  });

  it('is now unless stated', () => {
    expect(statedInstant(undefined, 'loanedAt', now)).toBe(now);
    expect(statedDate(undefined, 'reportedOn', now)).toBe('2013-04-17');
  });

  it('is what the reporter states, with its offset', () => {
    expect(statedInstant('2013-04-16T10:10:00+08:00', 'loanedAt', now).toISOString()).toBe('2013-04-16T02:10:00.000Z');
    expect(statedDate('2013-04-16', 'reportedOn', now)).toBe('2013-04-16');
  });

  it.each([
    '2013-04-16',
    '2013-04-16T10:10:00',
    'yesterday',
    '2013-13-40T10:10:00Z',
    '',
    // The engine itself would make other days of these.
    '2013-02-29T10:10:00Z',
    '2013-02-30T10:10:00+08:00',
    '2013-04-31T10:10:00Z',
    '2013-04-15T24:00:00Z',
    '2013-04-16T10:60:00Z',
    '2013-04-16T10:10:00+15:00',
    '1991-12-31T15:59:59Z',
    '0001-01-01T00:00:00Z',
  ])('refuses %j, naming the field', (value) => {
    expect(() => statedInstant(value, 'loanedAt', now)).toThrow('loanedAt');
  });

  it('knows leap days, and nothing before 1992', () => {
    expect(statedInstant('2012-02-29T10:10:00+08:00', 'loanedAt', now).toISOString()).toBe('2012-02-29T02:10:00.000Z');
    expect(statedInstant('1991-12-31T16:00:00Z', 'loanedAt', now)).toBeInstanceOf(Date);
    expect(() => statedDate('1991-12-31', 'reportedOn', now)).toThrow('1992-01-01 or later');
  });

  it('is never in the future, but for a clock that runs a little ahead', () => {
    expect(statedInstant('2013-04-16T16:34:00Z', 'loanedAt', now)).toBeInstanceOf(Date);
    expect(() => statedInstant('2013-04-16T16:36:00Z', 'loanedAt', now)).toThrow('in the past');
    expect(() => statedDate('2013-04-18', 'reportedOn', now)).toThrow('2013-04-17');
  });
});
