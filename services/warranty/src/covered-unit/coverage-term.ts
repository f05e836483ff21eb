import { addDays, addMonths, businessDateOf, instantOf, laterOf, type BusinessDate } from '@rotables/domain-kernel';

export const termSources = ['trial', 'contract', 'extension', 'inherited', 'renewal', 'service-fee'] as const;
export type TermSource = (typeof termSources)[number];

/** How the last day of a term was counted, so that what follows on it is counted from the same first day (W2). */
export interface TermCount {
  readonly fromOn: BusinessDate;
  readonly months: number;
  /** Days of downtime on top (W7). */
  readonly days: number;
}

/** One stretch of coverage, from its first day up to, not including, `untilOn`. Appended, never edited. */
export interface CoverageTerm {
  readonly fromOn: BusinessDate;
  readonly untilOn: BusinessDate;
  readonly source: TermSource;
  /** The document that gave it: contract, fault, renewal or charge. */
  readonly document: string;
  readonly count: TermCount;
  /** The instant from which it holds on its first day: what was paid at noon does not cover the morning (W4, W9). Null: all of that day. */
  readonly since: Date | null;
  /** When what gave it was taken back; from then on it covers nothing. */
  readonly withdrawnAt: Date | null;
}

/**
 * The day after the last covered one. Months and days count from the day after the first day and include the corresponding day of the
 * last month, or that month's last day where there is none (W2; Civil Code art. 201 to 203).
 */
export function endOfCount({ fromOn, months, days }: TermCount): BusinessDate {
  return addDays(addMonths(fromOn, months), days + 1);
}

type Counted = Pick<CoverageTerm, 'source' | 'document'> & { readonly since?: Date };

/** A term of months (W2). */
export function termOfMonths(fromOn: BusinessDate, months: number, counted: Counted): CoverageTerm {
  const count = { fromOn, months, days: 0 };
  return { fromOn, untilOn: endOfCount(count), count, withdrawnAt: null, ...counted, since: counted.since ?? null };
}

/** A term of which both ends are given. */
export function termOfDays(fromOn: BusinessDate, untilOn: BusinessDate, counted: Counted): CoverageTerm {
  const count = countedTo(untilOn);
  return { fromOn, untilOn, count, withdrawnAt: null, ...counted, since: counted.since ?? null };
}

/** A term that follows on another without a gap, and is counted from its first day: 31 January never drifts (W2). */
export function termFollowing(
  last: CoverageTerm,
  more: { readonly months?: number; readonly days?: number },
  counted: Counted,
): CoverageTerm {
  const { fromOn, months, days } = last.count;
  const count = { fromOn, months: months + (more.months ?? 0), days: days + (more.days ?? 0) };
  const untilOn = endOfCount(count);
  return {
    fromOn: last.untilOn,
    untilOn,
    count,
    withdrawnAt: null,
    ...counted,
    since: counted.since ?? null,
  };
}

/** What is counted to a day of which no first day is known: it ends there, and what follows goes on from there. */
export function countedTo(untilOn: BusinessDate): TermCount {
  return { fromOn: addDays(untilOn, -1), months: 0, days: 0 };
}

/** The terms that a replacement takes over: each cut at the day of the replacement, none lengthened (W8). A paid fee stays one (W4). */
export function cutAt(terms: readonly CoverageTerm[], on: BusinessDate, document: string): readonly CoverageTerm[] {
  return terms
    .filter(({ untilOn, withdrawnAt }) => untilOn > on && withdrawnAt === null)
    .map((term) => ({
      ...term,
      fromOn: laterOf(term.fromOn, on),
      ...(term.source === 'service-fee' ? {} : { source: 'inherited', document }),
    }));
}

/** Whether the term covers an instant of business time. */
export function covers({ fromOn, untilOn, since, withdrawnAt }: CoverageTerm, at: Date): boolean {
  const on = businessDateOf(at);
  if (on < fromOn || on >= untilOn) return false;
  return (since === null || since <= at) && (withdrawnAt === null || withdrawnAt > at);
}

/** The term that ends last of those that were not taken back; of two that end on one day the later one. */
export function lastTerm(terms: readonly CoverageTerm[]): CoverageTerm | undefined {
  return terms
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .reduce<CoverageTerm | undefined>(
      (last, term) => (last === undefined || term.untilOn >= last.untilOn ? term : last),
      undefined,
    );
}

const dayMilliseconds = 86_400_000;

/** The last instant of a business day: as of a day means as of its end (O4). */
export function endOfDay(on: BusinessDate): Date {
  return new Date(instantOf(on).getTime() + dayMilliseconds - 1);
}
