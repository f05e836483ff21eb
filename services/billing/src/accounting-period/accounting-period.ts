import { periodClosedV1 } from '@rotables/contracts';
import { businessDateOf, endOfMonth, InvalidInput, lifecycle, parseBusinessDate } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision, StateIn } from '@rotables/domain-kernel';
import { eventOf, type EventOf } from '../domain-event.js';
import type { OpenException } from '../matching/open-exception.js';
import { EarlierPeriodOpen, PeriodHasOpenExceptions, PeriodNotOver } from './accounting-period.errors.js';

export const periodLifecycle = lifecycle({ open: { close: 'closed' }, closed: {} }, 'accounting period');
export type PeriodState = StateIn<typeof periodLifecycle>;

/** A month of the books, written `2013-04` (B5). */
export interface AccountingPeriod {
  readonly period: string;
  readonly state: PeriodState;
  readonly closedBy: ActorId | null;
  readonly closedAt: Date | null;
  readonly version: number;
}

/** What a person answers for beyond the close, by name (B5). */
export interface CarryForward {
  readonly exceptionId: string;
  readonly reason: string;
  readonly owner: string;
}

export interface CarriedForward extends CarryForward {
  readonly city: CityCode;
}

export type PeriodEvent = EventOf<typeof periodClosedV1>;
export interface PeriodDecision extends Decision<AccountingPeriod, PeriodEvent> {
  readonly carriedForward: readonly CarriedForward[];
}

export interface CloseFacts {
  readonly closedBy: ActorId;
  readonly closedAt: Date;
  /** When the system heard of it: a month is over by this, and not by what is stated. */
  readonly recordedAt: Date;
  readonly carryForward: readonly CarryForward[];
  /** What is about the period or earlier and open when it is closed. */
  readonly exceptions: readonly OpenException[];
  /** What was open on its last day; some of it may have been settled since, and naming that too does no harm. */
  readonly openOnLastDay: readonly OpenException[];
  /** Earlier periods that have entries and are open. */
  readonly openBefore: readonly string[];
}

const periodPattern = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/;

export function parsePeriod(value: string, field = 'period'): string {
  if (periodPattern.test(value)) return value;
  throw new InvalidInput(field, value, 'a month written YYYY-MM, for example "2013-04"');
}

export function periodOf(day: BusinessDate): string {
  return day.slice(0, 7);
}

export function lastDayOf(period: string): BusinessDate {
  return endOfMonth(firstDayOf(period));
}

export function firstDayOf(period: string): BusinessDate {
  return parseBusinessDate(`${period}-01`, 'period');
}

/**
 * Closes the month, once (B5): nothing is open in it but what is carried forward by name.
 * Throws {@link PeriodHasOpenExceptions} with the list of what is open and not named.
 */
export function closePeriod(period: AccountingPeriod, facts: CloseFacts): PeriodDecision {
  const state = periodLifecycle.after(period.state, 'close');
  const lastDay = lastDayOf(period.period);
  for (const at of [facts.recordedAt, facts.closedAt]) {
    if (businessDateOf(at) <= lastDay) throw new PeriodNotOver(period.period, lastDay);
  }
  if (facts.openBefore.length > 0) throw new EarlierPeriodOpen(period.period, facts.openBefore);
  const carriedForward = carriedByName(period.period, facts);
  const { closedBy, closedAt } = facts;
  return {
    state: { ...period, state, closedBy, closedAt },
    events: [
      eventOf(periodClosedV1, {
        period: period.period,
        carriedForward: carriedForward.length,
        closedBy,
        closedAt: closedAt.toISOString(),
      }),
    ],
    carriedForward,
  };
}

function carriedByName(
  period: string,
  { carryForward, exceptions, openOnLastDay }: CloseFacts,
): readonly CarriedForward[] {
  const known = new Map([...openOnLastDay, ...exceptions].map((exception) => [exception.exceptionId, exception]));
  const named = new Map<string, CarriedForward>();
  carryForward.forEach((carry, index) => {
    const exception = known.get(carry.exceptionId);
    const field = `carryForward[${index}].exceptionId`;
    if (!exception)
      throw new InvalidInput(
        field,
        carry.exceptionId,
        `an exception that is open at the end of ${period}; GET /v1/matching lists them`,
      );
    if (named.has(carry.exceptionId)) throw new InvalidInput(field, carry.exceptionId, 'named once only');
    named.set(carry.exceptionId, { ...carry, city: exception.city });
  });
  const unnamed = exceptions.filter(({ exceptionId }) => !named.has(exceptionId));
  if (unnamed.length > 0) throw new PeriodHasOpenExceptions(period, unnamed);
  const stillOpen = new Set(exceptions.map(({ exceptionId }) => exceptionId));
  return [...named.values()].filter(({ exceptionId }) => stillOpen.has(exceptionId));
}
