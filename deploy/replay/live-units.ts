import { createHash } from 'node:crypto';
import { addDays, addMonths, parseBusinessDate } from '@rotables/domain-kernel';
import { specificationGradeOf } from '../sample/catalogue.js';
import type { PoolRow, Script, UnitRow } from './month.js';

/** A term may end some days later than it says, by extensions; and who reports is sure of neither. */
const marginDays = 40;

/** Whether a fault of the unit costs the customer something; `covered` leaves out its first weeks, in which it is replaced or refunded. */
export type Cover = 'covered' | 'expired';

export interface NewUnits {
  readonly model: string;
  readonly installedOn: string;
  readonly termsEndInDays: readonly number[];
}

/** Chooses the units of a day: the same day and the same fleet give the same units, another day gives others, and none twice. */
export class UnitsOfDay {
  readonly #taken = new Set<string>();
  readonly #byCity: ReadonlyMap<string, readonly UnitRow[]>;

  constructor(
    private readonly script: Script,
    private readonly day: string,
  ) {
    const failed = script.months.flatMap(({ faults }) => faults.map(({ serial }) => serial));
    failed.forEach((serial) => this.#taken.add(serial));
    this.#byCity = Map.groupBy(script.units.values(), ({ city }) => city);
  }

  /** A unit at a customer of the city, of a model that the pool has. */
  unitIn(city: string, cover: Cover): UnitRow {
    const ofCity = (this.#byCity.get(city) ?? []).filter(
      (unit) => !this.#taken.has(unit.serial) && this.#coverOf(unit) === cover,
    );
    const pooled = new Set(this.script.months.flatMap(({ pool }) => pool.map(({ model }) => model)));
    const common = ofCity.filter(({ model }) => pooled.has(model));
    const [chosen] = (common.length > 0 ? common : ofCity)
      .map((unit) => ({ unit, rank: digestOf(this.day, unit.serial) }))
      .sort((one, other) => (one.rank < other.rank ? -1 : 1));
    if (chosen === undefined) throw new Error(`${city} has no unit that is ${cover} on ${this.day}.`);
    this.#taken.add(chosen.unit.serial);
    return chosen.unit;
  }

  /**
   * Units that customers of the city get on the day, under serials of their own; the last of them are not new, but were accepted so long
   * ago that their terms end in so many days.
   */
  newUnitsIn(
    city: string,
    { model, installedOn, count, termsEndInDays }: NewUnits & { readonly count: number },
  ): readonly UnitRow[] {
    const plan = this.script.plans.find(({ kind }) => kind === 'term');
    if (plan === undefined) throw new Error('No plan has a term.');
    const months = Math.max(plan.contractMonths, plan.vendorMonths);
    const acceptedLongAgo = termsEndInDays.map((days) =>
      addMonths(addDays(parseBusinessDate(this.day), days), -months),
    );
    return Array.from({ length: count }, (_, index) => {
      const serial = this.#newSerial(`${city} ${index}`);
      const acceptanceOn = acceptedLongAgo[count - 1 - index] ?? installedOn;
      return { serial, model, city, plan: plan.plan, acceptanceOn, installedOn };
    });
  }

  /** Of a unit that nobody knows. */
  unknownSerial(): string {
    return this.#newSerial('parcel');
  }

  #newSerial(what: string): string {
    for (let attempt = 0; ; attempt += 1) {
      const serial = `W4J${digestOf(this.day, `${what} ${attempt}`).slice(0, 7).toUpperCase()}`;
      if (this.#taken.has(serial) || this.script.units.has(serial)) continue;
      this.#taken.add(serial);
      return serial;
    }
  }

  #coverOf({ plan: code, acceptanceOn }: UnitRow): Cover | null {
    const plan = this.script.plans.find(({ plan }) => plan === code);
    if (plan?.kind !== 'term') return null;
    const today = parseBusinessDate(this.day);
    const accepted = parseBusinessDate(acceptanceOn);
    const endsOn = addMonths(accepted, Math.max(plan.contractMonths, plan.vendorMonths));
    const wasAcceptedLongAgo = addMonths(accepted, plan.freeReplacementMonths + 1) < today;
    if (endsOn > addDays(today, marginDays)) return wasAcceptedLongAgo ? 'covered' : null;
    return addDays(endsOn, marginDays) < today ? 'expired' : null;
  }
}

/** The model of which the warehouse has most; of as many, the better one. */
export function mostCommonModel(stock: readonly PoolRow[]): string {
  const [most] = [...Map.groupBy(stock, ({ model }) => model)].sort(
    ([one, units], [other, more]) =>
      more.length - units.length || specificationGradeOf(other) - specificationGradeOf(one) || one.localeCompare(other),
  );
  if (most === undefined) throw new Error('The warehouse has no spare unit left for the month that is under way.');
  return most[0];
}

function digestOf(day: string, text: string): string {
  return createHash('sha256').update(`${day}\n${text}`).digest('hex');
}
