import { quantile, ratiosOf, spreadOf } from './statistics.js';

describe('the arithmetic of the bench', () => {
  it('says least, middle and most, in whatever order the rounds came', () => {
    expect(spreadOf([30, 10, 20])).toEqual({ minimum: 10, median: 20, maximum: 30 });
    expect(spreadOf([4])).toEqual({ minimum: 4, median: 4, maximum: 4 });
  });

  it('takes the middle between the two middle rounds of an even number', () => {
    expect(spreadOf([1, 2, 3, 10]).median).toBe(2.5);
  });

  it('interpolates a quantile between its neighbours', () => {
    const oneToHundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantile(oneToHundred, 0.99)).toBeCloseTo(99.01);
    expect(quantile([10, 20], 0.25)).toBe(12.5);
  });

  it('sorts by number and not by text', () => {
    expect(quantile([9, 10, 100], 1)).toBe(100);
  });

  it('refuses to say anything of no rounds', () => {
    expect(() => spreadOf([])).toThrow('no values');
    expect(() => quantile([1], 1.5)).toThrow('part is 1.5');
  });

  it('compares round with round, not median with median', () => {
    expect(ratiosOf([50, 10], [100, 20])).toEqual([0.5, 0.5]);
  });

  it('refuses rounds that do not pair, and a floor of nothing', () => {
    expect(() => ratiosOf([1, 2], [1])).toThrow('do not pair');
    expect(() => ratiosOf([1], [0])).toThrow('Round 1 of the floor is 0');
  });
});
