import { businessDateOf, instantOf, parseBusinessDate } from '@rotables/domain-kernel';

/** A minute of business time in Asia/Shanghai, `YYYY-MM-DD HH:MM`; the text sorts as the minutes do. */
export interface Moment {
  readonly day: string;
  readonly time: string;
}

const minuteMilliseconds = 60_000;

/** The minute that the instant lies in. */
export function momentOf(instant: Date): Moment {
  const day = businessDateOf(instant);
  const minutes = Math.floor((instant.getTime() - instantOf(day).getTime()) / minuteMilliseconds);
  const two = (number: number): string => String(number).padStart(2, '0');
  return { day, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

export function instantOfMoment({ day, time }: Moment): Date {
  return instantOf(parseBusinessDate(day), time);
}

/** Sorts as the moments do. */
export function keyOf({ day, time }: Moment): string {
  return `${day} ${time}`;
}

export interface Span {
  readonly from: Moment;
  readonly to: Moment;
}

/**
 * Pulls what is planned for before or after the span into it. What lies within stays as it is; what would come earlier is spread between
 * the span's beginning and the first that stays, what would come later between the last that stays and the span's end. So the order is
 * kept; in a narrow span several fall into one minute.
 */
export function fitMoments(planned: readonly Moment[], { from, to }: Span): (moment: Moment) => Moment {
  const [first, last] = [minutesOf(from), minutesOf(to)];
  const all = [...new Set(planned.map(minutesOf))].sort((one, other) => one - other);
  const within = all.filter((minutes) => minutes >= first && minutes <= last);
  const early = all.filter((minutes) => minutes < first);
  const late = all.filter((minutes) => minutes > last);
  const fitted = new Map(within.map((minutes) => [minutes, minutes]));
  // Where nothing stays, early and late share the whole span, in their order.
  const [before, after] = within.length === 0 ? [[...early, ...late], []] : [early, late];
  const firstThatStays = within[0] ?? last;
  const lastThatStays = within.at(-1) ?? last;
  before.forEach((minutes, index) =>
    fitted.set(minutes, first + Math.floor(((firstThatStays - first) * index) / before.length)),
  );
  after.forEach((minutes, index) =>
    fitted.set(minutes, lastThatStays + Math.floor(((last - lastThatStays) * (index + 1)) / after.length)),
  );
  return (moment) => {
    const minutes = fitted.get(minutesOf(moment));
    if (minutes === undefined) throw new Error(`${keyOf(moment)} is none of the moments that were planned.`);
    return momentOf(new Date(minutes * minuteMilliseconds));
  };
}

function minutesOf(moment: Moment): number {
  return instantOfMoment(moment).getTime() / minuteMilliseconds;
}
