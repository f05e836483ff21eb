import { feeDefinedV1 } from '@rotables/contracts';
import { InvalidInput, parseBusinessDate, parseFen } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, Decision, Fen } from '@rotables/domain-kernel';
import { eventOf, type EventOf } from '../domain-event.js';
import { FeeDefinedOtherwise, FeeNotDefined, FeeNotToCorrect } from './fee-schedule.errors.js';

/** Grades of cities by which fees may differ (B1). */
export const cityGrades = ['A', 'B', 'C'] as const;
export type CityGrade = (typeof cityGrades)[number];

/** The fees that billing itself asks for; a quote may use any code of the schedule. */
export const knownFeeCodes = {
  unitPrice: 'unit-price',
  parts: 'parts',
  labour: 'labour',
  renewalMonth: 'renewal-month',
  serviceFeeMonth: 'service-fee-month',
} as const;

/** One line of the schedule (B1): what is charged, for which model and grade of city (null = any), from which day on. */
export interface Fee {
  readonly feeCode: string;
  readonly description: string;
  readonly model: string | null;
  readonly cityGrade: CityGrade | null;
  readonly amountFen: Fen;
  readonly effectiveOn: BusinessDate;
  /** The business day on which it was entered; null where that was not noted. */
  readonly definedOn: BusinessDate | null;
  /** Why it takes the place of a line of the same day; null where it takes none. */
  readonly correctionReason: string | null;
}

/** All fees of one code; lines are added and never changed, and one that another supersedes is not among them. */
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

/** Which line was typed wrongly, what it should say, and why. */
export interface FeeCorrection extends Omit<FeeFacts, 'description'> {
  readonly reason: string;
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
  /** The line that the only new one takes the place of. */
  readonly superseded: Fee | null;
}

const feeCodePattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Adds lines to the schedule of one code (B1). A line that stands there already with the same amount is left as it is.
 * Throws {@link FeeDefinedOtherwise} when it stands there with another amount, InvalidInput for a line that cannot be.
 */
export function defineFees(
  schedule: FeeSchedule,
  lines: readonly FeeFacts[],
  definedBy: ActorId,
  definedOn: BusinessDate,
): FeeScheduleDecision {
  const known = new Map(schedule.fees.map((fee) => [keyOf(fee), fee]));
  const added: Fee[] = [];
  for (const line of lines) {
    const fee = parsedFee(schedule.feeCode, line, definedOn);
    const earlier = known.get(keyOf(fee));
    if (earlier && earlier.amountFen !== fee.amountFen) throw new FeeDefinedOtherwise(fee, earlier.amountFen);
    if (earlier) continue;
    known.set(keyOf(fee), fee);
    added.push(fee);
  }
  return {
    state: { ...schedule, fees: [...schedule.fees, ...added] },
    events: added.map((fee) => eventOf(feeDefinedV1, { ...onTheWire(fee), definedBy })),
    added,
    superseded: null,
  };
}

/**
 * Puts right, on the day it was entered, a line that was typed wrongly: a new line takes its place and names it (B1, E2). Quotes and charges that were
 * made by it keep theirs. Throws {@link FeeNotToCorrect} where there is no such line, or it is of another day.
 */
export function correctFee(
  schedule: FeeSchedule,
  correction: FeeCorrection,
  correctedBy: ActorId,
  today: BusinessDate,
): FeeScheduleDecision {
  const { reason: correctionReason, ...line } = correction;
  const right = parsedFee(schedule.feeCode, { ...line, description: '' }, today);
  const superseded = schedule.fees.find((fee) => keyOf(fee) === keyOf(right));
  if (superseded?.definedOn !== today) throw new FeeNotToCorrect(right, superseded);
  if (superseded.amountFen === right.amountFen)
    throw new InvalidInput('amountFen', right.amountFen, 'another amount than the line has');
  const fee = { ...right, description: superseded.description, correctionReason };
  const told = {
    ...onTheWire(fee),
    definedBy: correctedBy,
    supersededFen: superseded.amountFen,
    reason: correctionReason,
  };
  return {
    state: { ...schedule, fees: [...schedule.fees.filter((one) => one !== superseded), fee] },
    events: [eventOf(feeDefinedV1, told)],
    added: [fee],
    superseded,
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

function onTheWire({ feeCode, description, model, cityGrade, amountFen, effectiveOn }: Fee) {
  return { feeCode, description, model, cityGrade, amountFen, effectiveOn };
}

function parsedFee(feeCode: string, line: FeeFacts, definedOn: BusinessDate): Fee {
  if (line.feeCode !== feeCode || !feeCodePattern.test(feeCode)) {
    throw new InvalidInput(
      'feeCode',
      line.feeCode,
      '1 to 40 small letters, digits or hyphens, for example "unit-price"',
    );
  }
  const amountFen = parseFen(line.amountFen, 'amountFen');
  if (amountFen < 1) throw new InvalidInput('amountFen', line.amountFen, '1 fen or more: nothing is no price');
  const effectiveOn = parseBusinessDate(line.effectiveOn, 'effectiveOn');
  return { ...line, amountFen, effectiveOn, definedOn, correctionReason: null };
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
