import { feeDefinedV1 } from '@rotables/contracts';
import { InvalidInput, parseBusinessDate, parseFen } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, Decision, Fen } from '@rotables/domain-kernel';
import { eventOf, type EventOf } from '../domain-event.js';
import { FeeDefinedOtherwise, FeeNotDefined } from './fee-schedule.errors.js';

/** Grades of cities by which fees may differ (B1). */
export const cityGrades = ['A', 'B', 'C'] as const;
export type CityGrade = (typeof cityGrades)[number];

/** The fees that billing itself asks for; a quote may use any code of the schedule. */
export const knownFeeCodes = {
  unitPrice: 'unit-price',
  parts: 'parts',
  labour: 'labour',
  renewalMonth: 'renewal-month',
} as const;

/** One line of the schedule (B1): what is charged, for which model and grade of city (null = any), from which day on. */
export interface Fee {
  readonly feeCode: string;
  readonly description: string;
  readonly model: string | null;
  readonly cityGrade: CityGrade | null;
  readonly amountFen: Fen;
  readonly effectiveOn: BusinessDate;
}

/** All fees of one code; lines are added and never changed. */
export interface FeeSchedule {
  readonly feeCode: string;
  readonly fees: readonly Fee[];
  readonly version: number;
}

export interface FeeFacts {
  readonly feeCode: string;
  readonly description: string;
  readonly model: string | null;
  readonly cityGrade: CityGrade | null;
  readonly amountFen: number;
  readonly effectiveOn: string;
}

/** What a fee is looked up by. */
export interface FeeQuestion {
  readonly feeCode: string;
  readonly model: string | null;
  readonly cityGrade: CityGrade | null;
  readonly asOf: BusinessDate;
}

export type FeeScheduleEvent = EventOf<typeof feeDefinedV1>;
export interface FeeScheduleDecision extends Decision<FeeSchedule, FeeScheduleEvent> {
  /** The lines that are new. */
  readonly added: readonly Fee[];
}

const feeCodePattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Adds lines to the schedule of one code (B1). A line that stands there already with the same amount is left as it is.
 * Throws {@link FeeDefinedOtherwise} when it stands there with another amount, InvalidInput for a line that cannot be.
 */
export function defineFees(schedule: FeeSchedule, lines: readonly FeeFacts[], definedBy: ActorId): FeeScheduleDecision {
  const known = new Map(schedule.fees.map((fee) => [keyOf(fee), fee]));
  const added: Fee[] = [];
  for (const line of lines) {
    const fee = parsedFee(schedule.feeCode, line);
    const earlier = known.get(keyOf(fee));
    if (earlier && earlier.amountFen !== fee.amountFen) throw new FeeDefinedOtherwise(fee, earlier.amountFen);
    if (earlier) continue;
    known.set(keyOf(fee), fee);
    added.push(fee);
  }
  return {
    state: { ...schedule, fees: [...schedule.fees, ...added] },
    events: added.map((fee) => eventOf(feeDefinedV1, { ...fee, definedBy })),
    added,
  };
}

/** The fee that holds (B1): among the lines in force on the day the most specific, and of those the latest. */
export function effectiveFee(fees: readonly Fee[], question: FeeQuestion): Fee | undefined {
  const applicable = fees.filter(
    (fee) =>
      fee.feeCode === question.feeCode &&
      fee.effectiveOn <= question.asOf &&
      (fee.model === null || fee.model === question.model) &&
      (fee.cityGrade === null || fee.cityGrade === question.cityGrade),
  );
  return applicable.reduce<Fee | undefined>((best, fee) => (best && !isBetter(fee, best) ? best : fee), undefined);
}

/** {@link effectiveFee}, where there has to be one. Throws {@link FeeNotDefined}. */
export function requiredFee(fees: readonly Fee[], question: FeeQuestion): Fee {
  const fee = effectiveFee(fees, question);
  if (!fee) throw new FeeNotDefined(question);
  return fee;
}

function parsedFee(feeCode: string, line: FeeFacts): Fee {
  if (line.feeCode !== feeCode || !feeCodePattern.test(feeCode)) {
    throw new InvalidInput(
      'feeCode',
      line.feeCode,
      '1 to 40 small letters, digits or hyphens, for example "unit-price"',
    );
  }
  const amountFen = parseFen(line.amountFen, 'amountFen');
  if (amountFen < 0) throw new InvalidInput('amountFen', line.amountFen, '0 or more fen');
  return { ...line, amountFen, effectiveOn: parseBusinessDate(line.effectiveOn, 'effectiveOn') };
}

function keyOf(fee: Fee): string {
  return JSON.stringify([fee.model, fee.cityGrade, fee.effectiveOn]);
}

function isBetter(fee: Fee, other: Fee): boolean {
  const [specificity, othersSpecificity] = [specificityOf(fee), specificityOf(other)];
  return specificity === othersSpecificity ? fee.effectiveOn > other.effectiveOn : specificity > othersSpecificity;
}

/** A fee for the model says more than one for the grade of the city. */
function specificityOf(fee: Fee): number {
  return (fee.model === null ? 0 : 2) + (fee.cityGrade === null ? 0 : 1);
}
