import { parseBusinessDate, startOfMonth } from '@rotables/domain-kernel';
import { at, dayAfter } from './agenda.js';
import { fitMoments, keyOf, type Moment } from './fit-moments.js';
import { registerUnits, untilFleetIsKnown } from './fleet.js';
import { LiveCase } from './live-case.js';
import { LiveOrders } from './live-orders.js';
import {
  cases,
  courses,
  custody,
  installations,
  orders,
  pace,
  paceOfOrders,
  parcel,
  orderSteps,
} from './live-scene.js';
import type { SceneCase, SceneOrder, Step } from './live-scene.js';
import { mostCommonModel, UnitsOfDay } from './live-units.js';
import type { Month, UnitRow } from './month.js';
import { headOf, people } from './people.js';
import { siteOf, warehouseOf, type Play } from './play.js';

/** Nobody works at night, where there was a morning to work in. */
const firstWorkAt = '08:00';

/** Plans the month that is under way at that minute, after the months of the script. */
export function planScene(play: Play, now: Moment): void {
  new Scene(play, now).plan();
}

class Scene {
  readonly #units: UnitsOfDay;
  readonly #month: Month;
  readonly #pulled: (moment: Moment) => Moment;
  readonly #newUnits: ReadonlyMap<string, readonly UnitRow[]>;
  readonly #orders: LiveOrders;

  constructor(
    private readonly play: Play,
    private readonly now: Moment,
  ) {
    const played = play.script.months.at(-1);
    if (played === undefined) throw new Error('There is no month before the one that is under way.');
    this.#units = new UnitsOfDay(play.script, now.day);
    this.#month = { ...played, month: now.day.slice(0, 7), units: [], pool: [], faults: [], expectations: [] };
    const firstOn = startOfMonth(parseBusinessDate(now.day));
    const morning = { day: firstOn, time: firstWorkAt };
    const from = keyOf(morning) < keyOf(now) ? morning : { day: firstOn, time: '00:00' };
    this.#pulled = fitMoments(this.#planned(), { from, to: now });
    const { day: installedOn } = this.#at(installations.daysAgo, installations.time);
    const { termsEndInDays } = installations;
    const model = mostCommonModel(played.pool);
    this.#newUnits = new Map(
      installations.cities.map(({ city, units: count }) => {
        const known = this.#cityOf(city);
        return [known, this.#units.newUnitsIn(known, { model, installedOn, count, termsEndInDays })];
      }),
    );
    this.#orders = new LiveOrders(play);
  }

  plan(): void {
    const { play } = this;
    const [played] = play.script.months.slice(-1);
    const ownSpares = cases.filter(({ course }) => course === 'own-spare').length;
    if (played !== undefined)
      play.agenda.add(played.firstOn, '07:10', 'scene', 'spares set aside', async () =>
        this.#orders.setAside(orders, ownSpares),
      );
    this.#planInstallations();
    cases.forEach((row, index) => this.#planCase(row, index));
    orders.forEach((order, index) => this.#planOrder(order, index));
    this.#add(parcel.daysAgo, parcel.time, 'parcel', 'a parcel that nobody expects', (day, time) =>
      this.#takeParcel(day, time),
    );
    this.#add(custody.daysAgo, custody.time, 'custody', 'custody offered', (day, time) =>
      this.#offerCustody(day, time),
    );
  }

  #planned(): readonly Moment[] {
    const ofCases = cases.flatMap(({ daysAgo, course, until }) =>
      stepsUntil(course, until).map((step) => this.#moment(daysAgo - pace[step].daysAfterReport, pace[step].time)),
    );
    const ofOrders = orders.flatMap(({ daysAgo, until }) =>
      orderSteps
        .slice(0, orderSteps.indexOf(until) + 1)
        .map((step) => this.#moment(daysAgo - paceOfOrders[step].daysAfterSubmission, paceOfOrders[step].time)),
    );
    const others = [installations, parcel, custody].map(({ daysAgo, time }) => this.#moment(daysAgo, time));
    return [...ofCases, ...ofOrders, ...others];
  }

  #moment(daysAgo: number, time: string): Moment {
    return { day: dayAfter(this.now.day, -daysAgo), time };
  }

  #at(daysAgo: number, time: string): Moment {
    return this.#pulled(this.#moment(daysAgo, time));
  }

  #add(
    daysAgo: number,
    time: string,
    subject: string,
    what: string,
    act: (day: string, time: string) => Promise<void>,
  ): void {
    const moment = this.#at(daysAgo, time);
    this.play.agenda.add(moment.day, moment.time, subject, what, () => act(moment.day, moment.time));
  }

  #planInstallations(): void {
    const { daysAgo, time } = installations;
    const units = [...this.#newUnits.values()].flat();
    this.#add(daysAgo, time, 'scene installations', 'installations', async (day) => {
      await registerUnits(this.play, `${day} under way`, units);
      await untilFleetIsKnown(this.play);
    });
  }

  #planCase(row: SceneCase, index: number): void {
    const reported = this.#at(row.daysAgo, pace.reported.time);
    const dueOn = row.spareDueDaysAgo === undefined ? undefined : this.#dueOn(row.daysAgo, row.spareDueDaysAgo);
    const unit = this.#unitOf(row);
    const ownSpare = cases.slice(0, index).filter(({ course }) => course === 'own-spare').length;
    let live: LiveCase | null = null;
    for (const step of stepsUntil(row.course, row.until)) {
      const { daysAfterReport, time } = pace[step];
      this.#add(row.daysAgo - daysAfterReport, time, `scene ${index}`, step, async (day, at) => {
        live ??= this.#open(row, unit ?? this.#orders.ownSpare(ownSpare), reported.day, dueOn);
        await live.take(step, day, at);
      });
    }
  }

  /** Not before it was lent. */
  #dueOn(reportedDaysAgo: number, dueDaysAgo: number): string {
    const lentOn = this.#at(reportedDaysAgo, pace.lent.time).day;
    const due = dayAfter(this.now.day, -dueDaysAgo);
    return due < lentOn ? lentOn : due;
  }

  #open(row: SceneCase, unit: UnitRow, reportedOn: string, spareDueOn: string | undefined): LiveCase {
    return new LiveCase(this.play, this.#month, row, unit, { serial: unit.serial, reportedOn }, spareDueOn);
  }

  /** Null for a spare of our own, which is set aside when the warehouse has its units. */
  #unitOf({ city, course }: SceneCase): UnitRow | null {
    const known = this.#cityOf(city);
    switch (course) {
      case 'own-spare':
        return null;
      case 'refund':
        return this.#newUnits.get(known)?.[0] ?? null;
      default:
        return this.#units.unitIn(known, course === 'paid' ? 'expired' : 'covered');
    }
  }

  /** Where the fleet does not have the city, its first branch. */
  #cityOf(city: string): string {
    const { cities } = this.play.script;
    if (cities.some((one) => one.city === city)) return city;
    return (cities.find(({ siteKind }) => siteKind === 'branch') ?? cities[0])?.city ?? city;
  }

  #planOrder(order: SceneOrder, index: number): void {
    const city = this.#cityOf(order.city);
    for (const step of orderSteps.slice(0, orderSteps.indexOf(order.until) + 1)) {
      const { daysAfterSubmission, time } = paceOfOrders[step];
      this.#add(order.daysAgo - daysAfterSubmission, time, `scene order ${index}`, step, (day, at) =>
        this.#orders.take(step, index, { ...order, city }, day, at),
      );
    }
  }

  async #takeParcel(day: string, time: string): Promise<void> {
    const { site } = warehouseOf(this.play.script);
    const scannedSerial = this.#units.unknownSerial();
    const body = { site, scannedSerial, note: '无寄件人，外箱受潮', receivedAt: at(day, time) };
    await this.play.api.post('rma', 'receipts', people.warehouse, 'scene: parcel', body);
  }

  /** With a count that is the book; what an earlier run has offered already stays offered. */
  async #offerCustody(day: string, time: string): Promise<void> {
    const { api, script } = this.play;
    const site = siteOf(warehouseOf(script).city);
    const from = headOf(warehouseOf(script).city);
    const open = await api.list('spare-pool', `custody-hand-overs?${new URLSearchParams({ site }).toString()}`, from);
    if (open.length > 0) return;
    const places = [`site:${site}`, `quarantine:${site}`];
    const kept = await Promise.all(
      places.map((place) => api.list('spare-pool', `spare-units?${new URLSearchParams({ place }).toString()}`, from)),
    );
    const countedSerials = kept.flat().map((unit) => unit.text('serial'));
    const body = {
      toCustodian: people.warehouse.actor,
      countedSerials: countedSerials.sort(),
      offeredAt: at(day, time),
    };
    await api.post('spare-pool', `sites/${site}/offer-custody`, from, 'scene: offer custody', body);
  }
}

function stepsUntil(course: SceneCase['course'], until: Step): readonly Step[] {
  const steps: readonly Step[] = courses[course];
  const last = steps.indexOf(until);
  if (last < 0) throw new Error(`A fault on the way "${course}" never comes to "${until}".`);
  return steps.slice(0, last + 1);
}
