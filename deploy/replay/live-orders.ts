import { at } from './agenda.js';
import { mostCommonModel } from './live-units.js';
import type { OrderStep, SceneOrder } from './live-scene.js';
import type { PoolRow, UnitRow } from './month.js';
import { clerkOf, people } from './people.js';
import { onceKnown, siteOf, warehouseOf, type Play } from './play.js';

/** What the warehouse keeps for the month that is under way, and the orders that ask for it. */
export class LiveOrders {
  #model = '';
  #own: readonly PoolRow[] = [];
  readonly #serials: (readonly string[])[] = [];
  readonly #numbers: string[] = [];
  readonly #shipments: string[] = [];

  constructor(private readonly play: Play) {}

  /** Right after the branches got their first spares, so that the same units are kept whenever a run is gone through again. */
  setAside(orders: readonly SceneOrder[], ownSpares: number): void {
    const { stock } = this.play;
    this.#model = mostCommonModel(stock);
    const kept = stock.filter(({ model }) => model === this.#model);
    const wanted = ownSpares + orders.reduce((sum, { quantity }) => sum + quantity, 0);
    if (kept.length < wanted) throw new Error(`The warehouse has ${kept.length} of ${this.#model}, not ${wanted}.`);
    this.#own = kept.slice(0, ownSpares);
    let from = ownSpares;
    for (const { quantity } of orders) {
      this.#serials.push(kept.slice(from, from + quantity).map(({ serial }) => serial));
      from += quantity;
    }
    const aside = new Set(kept.slice(0, from).map(({ serial }) => serial));
    stock.splice(0, stock.length, ...stock.filter(({ serial }) => !aside.has(serial)));
  }

  /** The n-th spare of our own that fails on the shelf of the central warehouse, from 0. */
  ownSpare(place: number): UnitRow {
    const own = this.#own[place];
    if (own === undefined) throw new Error(`Only ${this.#own.length} spares were set aside to fail.`);
    const { city } = warehouseOf(this.play.script);
    return { ...own, city, plan: '', acceptanceOn: '', installedOn: '' };
  }

  take(step: OrderStep, index: number, order: SceneOrder, day: string, time: string): Promise<void> {
    const what = `scene order ${index}: ${step}`;
    const when = at(day, time);
    return {
      submitted: this.#submit,
      approved: this.#approve,
      shipped: this.#ship,
      'arrived-one-short': this.#receive,
    }[step].call(this, what, index, order, when);
  }

  /** S2: once the pool knows of the new units, by which the allocation has grown. */
  async #submit(what: string, index: number, { city, quantity }: SceneOrder, submittedAt: string): Promise<void> {
    const body = { site: siteOf(city), model: this.#model, quantity, reason: '本月新装用户增加', submittedAt };
    const answer = await onceKnown(`the allocation of ${city} to have grown`, ['allocation-exceeded'], () =>
      this.play.api.post('spare-pool', 'spare-applications', clerkOf(city), what, body),
    );
    this.#numbers[index] = answer.text('applicationNumber');
  }

  async #approve(what: string, index: number, { quantity }: SceneOrder, approvedAt: string): Promise<void> {
    const path = `spare-applications/${this.#numbers[index]}/approve`;
    await this.play.api.post('spare-pool', path, people.approver, what, { quantity, approvedAt });
  }

  async #ship(what: string, index: number, _order: SceneOrder, dispatchedAt: string): Promise<void> {
    const { site: fromSite } = warehouseOf(this.play.script);
    const serials = this.#serials[index];
    const body = {
      orderNumber: this.#numbers[index],
      fromSite,
      serials,
      carrier: '顺丰速运',
      trackingNumber: `SF${serials?.[0] ?? ''}`,
      dispatchedAt,
    };
    const answer = await this.play.api.post('spare-pool', 'shipments', people.warehouse, what, body);
    this.#shipments[index] = answer.text('shipmentNumber');
  }

  /** S3: one of the parcel is missing, and somebody has to find out where it is. */
  async #receive(what: string, index: number, { city }: SceneOrder, receivedAt: string): Promise<void> {
    const body = { scannedSerials: this.#serials[index]?.slice(1) ?? [], receivedAt };
    const path = `shipments/${this.#shipments[index]}/receive`;
    await this.play.api.post('spare-pool', path, clerkOf(city), what, body);
  }
}
