import fc from 'fast-check';
import {
  addFen,
  formatYuan,
  largestFen,
  multiplyRoundingDown,
  multiplyRoundingHalfUp,
  multiplyRoundingUp,
  negateFen,
  noFen,
  parseFen,
  parseYuan,
  subtractFen,
  sumFen,
  timesFen,
} from './money.js';

const amounts = fc.integer({ min: -largestFen, max: largestFen }).map((value) => parseFen(value));
const half = { numerator: 1, denominator: 2 };

describe('money in fen', () => {
  it('accepts whole fen only', () => {
    expect(parseFen(1280)).toBe(1280);
    for (const value of [0.5, NaN, Infinity, '12', null, undefined, largestFen + 1]) {
      expect(() => parseFen(value, 'price')).toThrow(/^price is .*, but must be a whole number of fen/);
    }
  });

  it('reads yuan as people write it', () => {
    expect(parseYuan('1280')).toBe(128000);
    expect(parseYuan(' 0.5 ')).toBe(50);
    expect(parseYuan('-12.05')).toBe(-1205);
    for (const value of ['1,280', '1.234', '¥5', '', '.5', 5, '1e3']) {
      expect(() => parseYuan(value, 'price')).toThrow(/^price is /);
    }
  });

  it('formats yuan with thousands and two decimals, and reads it back', () => {
    expect(formatYuan(parseFen(123450))).toBe('¥1,234.50');
    expect(formatYuan(parseFen(-5))).toBe('-¥0.05');
    expect(formatYuan(parseFen(100000000000))).toBe('¥1,000,000,000.00');
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (value) => {
        expect(parseYuan(formatYuan(parseFen(value)).replace(/[¥,]/g, ''))).toBe(value);
      }),
    );
  });

  it('adds, subtracts and sums exactly', () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        expect(subtractFen(addFen(left, right), right)).toBe(left);
        expect(sumFen([left, right, negateFen(left), negateFen(right)])).toBe(0);
      }),
    );
    expect(sumFen([])).toBe(noFen);
    expect(Object.is(negateFen(noFen), 0)).toBe(true);
  });

  it('rounds as its name says', () => {
    expect(multiplyRoundingHalfUp(parseFen(5), half)).toBe(3);
    expect(multiplyRoundingHalfUp(parseFen(-5), half)).toBe(-3);
    expect(multiplyRoundingHalfUp(parseFen(7), { numerator: 1, denominator: 3 })).toBe(2);
    expect(multiplyRoundingUp(parseFen(7), { numerator: 1, denominator: 3 })).toBe(3);
    expect(multiplyRoundingDown(parseFen(8), { numerator: 1, denominator: 3 })).toBe(2);
    expect(multiplyRoundingDown(parseFen(-8), { numerator: 1, denominator: 3 })).toBe(-2);
    expect(timesFen(parseFen(1999), 3)).toBe(5997);
  });

  it('keeps rounding symmetrical and between down and up', () => {
    const ratios = fc.record({ numerator: fc.nat(10_000), denominator: fc.integer({ min: 1, max: 10_000 }) });
    fc.assert(
      fc.property(amounts, ratios, (amount, ratio) => {
        const rounded = multiplyRoundingHalfUp(amount, ratio);
        expect(multiplyRoundingHalfUp(negateFen(amount), ratio)).toBe(negateFen(rounded));
        const [down, up] = [multiplyRoundingDown(amount, ratio), multiplyRoundingUp(amount, ratio)];
        expect(Math.abs(down)).toBeLessThanOrEqual(Math.abs(rounded));
        expect(Math.abs(rounded)).toBeLessThanOrEqual(Math.abs(up));
        expect(Math.abs(up - down)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('refuses a ratio that is none, and a sum that could not be kept exactly', () => {
    expect(() => multiplyRoundingUp(parseFen(1), { numerator: 1, denominator: 0 })).toThrow(/^denominator is 0/);
    expect(() => multiplyRoundingUp(parseFen(1), { numerator: 0.5, denominator: 1 })).toThrow(/^numerator is 0.5/);
    expect(() => timesFen(parseFen(largestFen), 1_000_000)).toThrow(RangeError);
  });
});
