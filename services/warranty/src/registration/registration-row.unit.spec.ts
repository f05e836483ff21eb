import { parseBusinessDate, parseCityCode } from '@rotables/domain-kernel';
import fc from 'fast-check';
import { readDay } from './cell-rules.js';
import { optionalColumns, requiredColumns } from './file/columns.js';
import { judgeRow, type RowContext } from './registration-row.js';

const context = (): RowContext => ({
  plans: new Map([
    [
      'STD24',
      {
        plan: 'STD24',
        kind: 'term',
        contractMonths: 24,
        vendorMonths: 0,
        refundDays: 7,
        freeReplacementMonths: 1,
        afterTerm: 'paid',
        definedAt: new Date('2013-01-01T00:00:00Z'),
        version: 1,
      },
    ],
  ]),
  cities: [parseCityCode('DL')],
  cityProblems: new Map(),
  models: new Map(),
  owners: new Map(),
  today: parseBusinessDate('2026-11-28'),
  registrationNumber: 'RG-1',
});

const good: Readonly<Record<string, string>> = {
  serial: 'A1',
  model: 'M1',
  city: 'DL',
  plan: 'STD24',
  acceptance_date: '2026/1/15',
  installed_on: '2026年1月10日',
  customer_name: '港务',
  customer_phone: '0411',
  contract_number: 'C-1',
};

describe('W1 a row of a registration file', () => {
  it('is taken in with the dates as Excel writes them, and a trial run', () => {
    const outcome = judgeRow({ line: 2, cells: good, problem: undefined }, context(), undefined, undefined);
    expect(outcome).toMatchObject({
      kind: 'new',
      decision: { state: { acceptanceOn: '2026-01-15', installedOn: '2026-01-10', firstUseOn: '2026-01-10' } },
    });
  });

  it('is judged whatever stands in its cells, and what is refused is short and can be stored', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom('\u0000', '\ud800', '2026-02-30', '８.9E+19', 'DALIAN', ' ', '2199-12-31', '1899/1/1'),
    );
    const cells = fc.dictionary(fc.constantFrom(...requiredColumns, ...optionalColumns), cell);
    fc.assert(
      fc.property(cells, (changed) => {
        const row = { line: 2, cells: { ...good, ...changed }, problem: undefined };
        const outcome = judgeRow(row, context(), undefined, undefined);
        if (outcome.kind === 'new') {
          const text = JSON.stringify(outcome.decision.events);
          expect(text.isWellFormed() && !/\\u00[01]/.test(text)).toBe(true);
          return;
        }
        if (outcome.kind !== 'refused') throw new Error(`It is ${outcome.kind}.`);
        expect(outcome.refusals.length).toBeGreaterThan(0);
        for (const { value, reason } of outcome.refusals) {
          expect(value.length <= 200 && reason.length <= 500).toBe(true);
          expect(value.isWellFormed() && !value.includes('\u0000')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['2026-02-29', '2026-13-01', '0001-01-01', '26-1-1', '46000', ''])('%j is no day', (cell) => {
    expect(readDay(cell)).toHaveProperty('problem');
  });
});
