import type { Measurement } from './figure.js';
import { numberText, reportLineOf, reportText } from './report.js';

const loans: Measurement = {
  name: 'P1',
  what: 'loans',
  unit: 'commands/s',
  program: [600, 500, 700],
  floor: [1_000, 1_000, 1_000],
  floorIs: 'pgbench',
  goal: { least: 0.6 },
  meaning: 'What is left.',
};

describe("the bench's report", () => {
  it('says least, median and most of the ratios of the rounds, and whether the median is good enough', () => {
    expect(reportLineOf(loans)).toMatchObject({
      ratio: { minimum: 0.5, median: 0.6, maximum: 0.7 },
      reached: true,
    });
    expect(reportLineOf({ ...loans, goal: { most: 0.5 } }).reached).toBe(false);
  });

  it('holds a figure without a floor against its goal itself', () => {
    const start = { ...loans, name: 'P8', program: [11, 12, 13], floor: [], goal: { most: 20 } };
    expect(reportLineOf(start)).toMatchObject({ floor: null, ratio: { median: 12 }, reached: true });
  });

  it('prints a table with its sentences', () => {
    const text = reportText([loans]);
    expect(text).toContain('| P1 | loans  | 500 / 600 / 700 commands/s');
    expect(text).toContain('| 0.50 / 0.60 / 0.70 | ≥ 0.6 | reached |');
    expect(text).toContain('P1 loans, against pgbench: What is left.');
  });

  it('writes numbers with three figures', () => {
    expect([12_345.6, 123.4, 12.34, 0.1234].map(numberText)).toEqual(['12 346', '123', '12.3', '0.12']);
  });
});
