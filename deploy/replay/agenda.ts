import { addDays, instantOf, parseBusinessDate } from '@rotables/domain-kernel';
import { keyOf, type Moment } from './fit-moments.js';
import type { MonthClock } from './month-clock.js';

/** One thing that somebody does at an instant of business time. */
interface Entry {
  readonly at: string;
  /** Entries of one subject are done one after the other. */
  readonly subject: string;
  readonly what: string;
  readonly act: () => Promise<void>;
}

const mostAtOnce = 8;

/**
 * What is done when, in business time. The days pass in their order, however fast the machine is: everything of one instant is done,
 * up to eight subjects at once, before anything later is. So no fact of a unit is ever reported before an earlier one.
 */
export class Agenda {
  readonly #entries: Entry[] = [];
  #now = '';

  /**
   * @param clock what the installation takes for now; it is moved to each instant before anything of it is done
   * @param until what is planned for later is not done, for it has not happened yet; null: everything is done
   */
  constructor(
    private readonly clock: MonthClock,
    private readonly until: Moment | null = null,
  ) {}

  /** Goes on, within what is being done, to a later time of the same day. */
  passTo(day: string, timeOfDay: string): void {
    this.clock.moveTo(at(day, timeOfDay));
  }

  /** `timeOfDay` is HH:MM in Asia/Shanghai. An entry for an instant that has passed is a mistake of the script. */
  add(day: string, timeOfDay: string, subject: string, what: string, act: () => Promise<void>): void {
    const at = `${day} ${timeOfDay}`;
    if (at <= this.#now) throw new Error(`${subject}: ${what} is planned for ${at}, but it is ${this.#now} already.`);
    this.#entries.push({ at, subject, what, act });
  }

  /** Does everything, including what is added meanwhile. */
  async run(onInstant: (at: string, whats: readonly string[]) => void = () => undefined): Promise<void> {
    for (let due = this.#takeNext(); due.length > 0; due = this.#takeNext()) {
      this.clock.moveTo(at(this.#now.slice(0, 10), this.#now.slice(11)));
      onInstant(this.#now, [...new Set(due.map(({ what }) => what))]);
      await doTogether(due);
    }
  }

  #takeNext(): readonly Entry[] {
    const next = this.#entries.reduce<string | null>(
      (first, { at }) => (first === null || at < first ? at : first),
      null,
    );
    if (next === null || (this.until !== null && next > keyOf(this.until))) return [];
    this.#now = next;
    const due = this.#entries.filter(({ at }) => at === next);
    this.#entries.splice(0, this.#entries.length, ...this.#entries.filter(({ at }) => at !== next));
    return due;
  }
}

async function doTogether(entries: readonly Entry[]): Promise<void> {
  const bySubject = Map.groupBy(entries, ({ subject }) => subject);
  await eachOf([...bySubject.values()], async (ofSubject) => {
    for (const entry of ofSubject) {
      await entry.act().catch((error: unknown) => {
        throw new Error(
          `${entry.at} ${entry.subject}, ${entry.what}: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
      });
    }
  });
}

/** Does the work for each item, some at once. After a failure nothing new is begun, and what was begun is waited for. */
export async function eachOf<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  atOnce = mostAtOnce,
): Promise<void> {
  const waiting = [...items];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && failures.length === 0; item = waiting.shift()) {
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}

/** The instant of business time, as commands state it. */
export function at(day: string, timeOfDay: string): string {
  return instantOf(parseBusinessDate(day), timeOfDay).toISOString();
}

export function dayAfter(day: string, days = 1): string {
  return addDays(parseBusinessDate(day), days);
}
