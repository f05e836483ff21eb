import { fitsCursorKind, type CursorKind } from './cursor-kinds.js';

const fitting: Readonly<Record<CursorKind, readonly unknown[]>> = {
  string: ['', 'SP-1', '大连'],
  number: [0, -3, 12_345_678],
  date: ['2013-04-10', '2012-02-29'],
  instant: ['2013-04-10 13:00:00+00', '2013-04-10T13:00:00.123Z', '2013-04-10 13:00:00.123456+08:00'],
  integer: ['0', '-5', '2147483647'],
  bigint: ['0', '900000000000000000'],
  boolean: ['true', 'f'],
};
const hostile = [1.5, Number.NaN, 1e300, null, undefined, true, {}, [], 'a\0b', '\ud800'];

describe('a value of a cursor', () => {
  it.each(Object.entries(fitting))('fits as %s what our own pages end with', (kind, values) => {
    expect(values.filter((value) => !fitsCursorKind(value, kind as CursorKind))).toEqual([]);
  });

  it.each(Object.keys(fitting))('fits as %s nothing that the database could not compare', (kind) => {
    expect(hostile.filter((value) => fitsCursorKind(value, kind as CursorKind))).toEqual([]);
  });

  it('is no day or instant that does not exist, and no number that is too large for its column', () => {
    expect(['2013-02-29', '2013-4-1', 'infinity'].filter((text) => fitsCursorKind(text, 'date'))).toEqual([]);
    expect(
      ['2013-02-30 00:00:00+00', '2013-04-10', '-infinity'].filter((text) => fitsCursorKind(text, 'instant')),
    ).toEqual([]);
    expect(['2147483648', '1e3', ''].filter((text) => fitsCursorKind(text, 'integer'))).toEqual([]);
    expect(fitsCursorKind('9999999999999999999', 'bigint')).toBe(false);
  });
});
