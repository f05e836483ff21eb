import { defineEntity, p } from '@mikro-orm/postgresql';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';
import type { CityGrade } from '../fee-schedule.js';

/** One row per fee code: what is locked while lines are added, and the sequence of its last event. */
export const FeeScheduleSchema = defineEntity({
  name: 'FeeSchedule',
  tableName: 'fee_schedule',
  properties: { feeCode: p.text().primary(), version: p.integer() },
});

/** Lines of the schedule; append-only. */
export const FeeSchema = defineEntity({
  name: 'Fee',
  tableName: 'fee',
  properties: {
    feeId: p.bigint('number').primary().autoincrement(),
    feeCode: p.text(),
    description: p.text(),
    model: p.text().strictNullable(),
    cityGrade: p.text().$type<CityGrade>().strictNullable(),
    amountFen: columns.fen,
    effectiveOn: columns.day,
    definedOn: columns.day.strictNullable(),
    /** The line of the same day that this one takes the place of. */
    supersedes: p.bigint('number').strictNullable().unique('fee_supersedes'),
    correctionReason: p.text().strictNullable(),
  },
  checks: [{ name: 'fee_amount_fen', expression: 'amount_fen >= 0' }],
  indexes: [
    {
      name: 'fee_line',
      expression:
        'create unique index "fee_line" on "fee" ("fee_code", "model", "city_grade", "effective_on", "supersedes") nulls not distinct',
    },
  ],
});

/** One row per graded city, as {@link FeeScheduleSchema}. */
export const GradedCitySchema = defineEntity({
  name: 'GradedCity',
  tableName: 'graded_city',
  properties: { city: columns.city.primary(), version: p.integer() },
  ...citySecurity('graded_city'),
});

/** Grades of cities over time; append-only. */
export const CityGradeSchema = defineEntity({
  name: 'CityGrade',
  tableName: 'city_grade',
  properties: {
    city: columns.city.primary(),
    effectiveOn: columns.day.primary(),
    grade: p.text().$type<CityGrade>(),
  },
  ...citySecurity('city_grade'),
});
