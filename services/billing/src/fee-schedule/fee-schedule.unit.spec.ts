import { InvalidInput, parseActorId, parseBusinessDate, parseCityCode } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { beginningOfGrades, gradeCity, gradeOn, type GradedCity } from './city-grade.js';
import { FeeDefinedOtherwise, FeeNotDefined, FeeNotToCorrect } from './fee-schedule.errors.js';
import { correctFee, defineFees, effectiveFee, requiredFee, type FeeFacts, type FeeSchedule } from './fee-schedule.js';

const by = parseActorId('qian.hui');
const day = parseBusinessDate;
const today = day('2013-04-16');
const empty: FeeSchedule = { feeCode: 'unit-price', fees: [], version: 0 };
const line = (other: Partial<FeeFacts> = {}): FeeFacts => ({
  feeCode: 'unit-price',
  description: 'Unit',
  model: null,
  cityGrade: null,
  amountFen: 100,
  effectiveOn: '2013-01-01',
  ...other,
});
const fees = (...lines: readonly FeeFacts[]) => defineFees(empty, lines, by, today).state.fees;
const asked = { feeCode: 'unit-price', model: 'M1', cityGrade: 'A', asOf: day('2013-04-16') } as const;

describe('fee schedule', () => {
  it('B1 a line is added and told', () =>
    given(empty)
      .when(defineFees, [line()], by, today)
      .then([{ type: 'billing.fee-defined.v1', body: { ...line(), definedBy: by } }])
      .thenState({ version: 0 }));

  it('B1 the same line again is left as it is, with another amount refused', () => {
    const schedule = defineFees(empty, [line()], by, today).state;
    given(schedule).when(defineFees, [line()], by, today).then([]);
    given(schedule)
      .when(defineFees, [line({ amountFen: 101 })], by, today)
      .thenRefused(FeeDefinedOtherwise);
    given(empty)
      .when(defineFees, [line(), line({ amountFen: 101 })], by, today)
      .thenRefused(FeeDefinedOtherwise);
  });

  it.each<[Partial<FeeFacts>]>([
    [{ amountFen: -1 }],
    [{ amountFen: 0 }],
    [{ amountFen: 0.5 }],
    [{ effectiveOn: '2013-02-30' }],
    [{ feeCode: 'Unit Price' }],
  ])('B1 a line that cannot be is refused: %j', (wrong) =>
    given({ ...empty, feeCode: wrong.feeCode ?? 'unit-price' })
      .when(defineFees, [line(wrong)], by, today)
      .thenRefused(InvalidInput),
  );

  it('B1 a line that was typed wrongly is superseded on the same day, by one that says what it was', () => {
    const { description: _description, ...wrong } = line({ amountFen: 1 });
    const schedule = defineFees(empty, [line({ amountFen: 1 })], by, today).state;
    const right = { ...wrong, amountFen: 100, reason: 'Two zeros were missing.' };
    const corrected = correctFee(schedule, right, by, today);
    expect(corrected.events).toMatchObject([
      { body: { amountFen: 100, supersededFen: 1, reason: right.reason, description: 'Unit' } },
    ]);
    expect(effectiveFee(corrected.state.fees, asked)?.amountFen).toBe(100);
    given(schedule).when(correctFee, right, by, day('2013-04-17')).thenRefused(FeeNotToCorrect);
    given(schedule)
      .when(correctFee, { ...right, model: 'M9' }, by, today)
      .thenRefused(FeeNotToCorrect);
    given(schedule)
      .when(correctFee, { ...right, amountFen: 1 }, by, today)
      .thenRefused(InvalidInput);
    given(schedule)
      .when(correctFee, { ...right, amountFen: 0 }, by, today)
      .thenRefused(InvalidInput);
    // And once more, for who corrects may mistype too.
    given(corrected.state)
      .when(correctFee, { ...right, amountFen: 110 }, by, today)
      .thenState({ version: 0 });
  });

  it('B1 the latest line in force on the day holds', () => {
    const schedule = fees(
      line(),
      line({ amountFen: 200, effectiveOn: '2013-04-16' }),
      line({ amountFen: 300, effectiveOn: '2013-04-17' }),
    );
    expect(effectiveFee(schedule, asked)?.amountFen).toBe(200);
    expect(effectiveFee(schedule, { ...asked, asOf: day('2012-12-31') })).toBeUndefined();
    expect(() => requiredFee(schedule, { ...asked, feeCode: 'labour' })).toThrow(FeeNotDefined);
  });

  it('B1 the most specific line holds, also against a later general one', () => {
    const general = line({ amountFen: 1, effectiveOn: '2013-04-16' });
    const graded = line({ amountFen: 2, cityGrade: 'A' });
    const ofModel = line({ amountFen: 3, model: 'M1' });
    const both = line({ amountFen: 4, model: 'M1', cityGrade: 'A' });
    expect(effectiveFee(fees(general, graded), asked)?.amountFen).toBe(2);
    expect(effectiveFee(fees(ofModel, general, graded), asked)?.amountFen).toBe(3);
    expect(effectiveFee(fees(both, ofModel, general, graded), asked)?.amountFen).toBe(4);
    expect(
      effectiveFee(fees(both, ofModel, general, graded), { ...asked, model: 'M2', cityGrade: 'B' })?.amountFen,
    ).toBe(1);
  });
});

describe('city grades', () => {
  const dalian: GradedCity = { city: parseCityCode('DL'), gradings: [], version: 0 };
  const first = { grade: 'A', effectiveOn: beginningOfGrades } as const;

  it('B1 hold from their day on', () => {
    const graded = gradeCity(
      gradeCity(dalian, first, by).state,
      { grade: 'B', effectiveOn: day('2013-04-16') },
      by,
    ).state;
    expect(gradeOn(graded.gradings, day('2013-04-15'))).toBe('A');
    expect(gradeOn(graded.gradings, day('2013-04-16'))).toBe('B');
    expect(gradeOn([], day('2013-04-16'))).toBeNull();
  });

  it('B1 never change the past, and the same grade again changes nothing', () => {
    const graded = gradeCity(dalian, { grade: 'A', effectiveOn: day('2013-04-16') }, by).state;
    given(graded)
      .when(gradeCity, { grade: 'B', effectiveOn: day('2013-04-16') }, by)
      .thenRefused(InvalidInput);
    given(graded)
      .when(gradeCity, { grade: 'A', effectiveOn: day('2013-04-17') }, by)
      .then([]);
  });
});
