/** A customer was without his unit: from the fault report to the tested return or the formal replacement (W7). */
export interface Downtime {
  readonly faultNumber: string;
  readonly from: Date;
  readonly until: Date;
}

const dayMilliseconds = 86_400_000;

/**
 * The days to add for all of them together (W7): every hour counts once however many cases overlap, and each stretch without a break
 * counts in begun 24 hours.
 */
export function downtimeDays(downtimes: readonly Downtime[]): number {
  return stretches(downtimes).reduce((days, [from, until]) => days + Math.ceil((until - from) / dayMilliseconds), 0);
}

function stretches(downtimes: readonly Downtime[]): readonly (readonly [from: number, until: number])[] {
  const merged: [number, number][] = [];
  const inOrder = downtimes
    .map(({ from, until }): [number, number] => [from.getTime(), until.getTime()])
    .filter(([from, until]) => until > from)
    .sort(([one], [other]) => one - other);
  for (const [from, until] of inOrder) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else merged.push([from, until]);
  }
  return merged;
}
