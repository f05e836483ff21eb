import { at, eachOf } from './agenda.js';
import type { Month, PoolRow } from './month.js';
import { clerkOf, people } from './people.js';
import { mustBeRefused, siteOf, unlessThere, untilTrue, warehouseOf, type Play } from './play.js';
import { askedTooMany, shipmentWithWrongSerial } from './turns.js';

/** What one city asks for at the opening, model by model. */
export interface Wish {
  readonly city: string;
  readonly model: string;
  readonly serials: readonly string[];
}

/**
 * What each city asks for: as many as its allocation, shared among models as they are installed there, as far as the pool has them.
 * Cities take turns in their order, so that the same files always give the same wishes. Each wish names the pool units that will go.
 */
export function sharePool(
  allocations: ReadonlyMap<string, number>,
  installedByCityAndModel: ReadonlyMap<string, ReadonlyMap<string, number>>,
  pool: readonly PoolRow[],
): readonly Wish[] {
  const free = new Map(
    [...Map.groupBy(pool, ({ model }) => model)].map(([model, units]) => [model, units.map(({ serial }) => serial)]),
  );
  return [...allocations].flatMap(([city, allocation]) => {
    const installed = installedByCityAndModel.get(city) ?? new Map<string, number>();
    const shares = sharesOf(allocation, installed, free);
    return shares.map(([model, quantity]) => ({ city, model, serials: (free.get(model) ?? []).splice(0, quantity) }));
  });
}

/** Whole shares by largest remainder, none above what the pool has; what a model lacks goes to those of which there is most. */
function sharesOf(
  allocation: number,
  installed: ReadonlyMap<string, number>,
  free: ReadonlyMap<string, readonly string[]>,
): readonly (readonly [model: string, quantity: number])[] {
  const total = [...installed.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const exact = [...installed].map(([model, count]) => ({ model, share: (allocation * count) / total }));
  const stockOf = (model: string): number => free.get(model)?.length ?? 0;
  const quantities = new Map(exact.map(({ model, share }) => [model, Math.min(Math.floor(share), stockOf(model))]));
  const byRemainder = [...exact].sort(
    (one, other) => (other.share % 1) - (one.share % 1) || one.model.localeCompare(other.model),
  );
  const bySize = [...exact].sort((one, other) => other.share - one.share || one.model.localeCompare(other.model));
  let left = allocation - [...quantities.values()].reduce((sum, quantity) => sum + quantity, 0);
  for (const { model } of [...byRemainder, ...Array.from({ length: allocation }, () => bySize).flat()]) {
    if (left === 0) break;
    const quantity = quantities.get(model) ?? 0;
    if (quantity >= stockOf(model)) continue;
    quantities.set(model, quantity + 1);
    left -= 1;
  }
  return [...quantities].filter(([, quantity]) => quantity > 0).sort(([one], [other]) => one.localeCompare(other));
}

/** The days on which the installed base of the month changed, the first, and those of which something is expected: allocations are looked at on each. */
export function daysToLookAt(month: Month): readonly string[] {
  const days = month.units.map(({ installedOn }) => installedOn).filter((day) => day >= month.firstOn);
  const expected = month.expectations.flatMap(({ bases }) => Object.keys(bases));
  return [...new Set([month.firstOn, ...days, ...expected, month.lastOn])].sort();
}

/** Waits until the pool's allocation of the day follows from warranty's installed base, notes it, and compares it with the expectation. */
export async function lookAtAllocations(play: Play, month: Month, day: string): Promise<ReadonlyMap<string, number>> {
  const { script, record } = play;
  const installed = await installedOn(play, day);
  const figures = new Map<string, { installed: number; allocation: number }>();
  const path = `allocations?${new URLSearchParams({ asOf: day }).toString()}`;
  const what = `the spare pool to know what is installed in every city on ${day}`;
  const answer = await untilTrue(play, 'spare-pool', path, people.approver, what, (answer) => {
    const known = new Map(answer.list('items').map((item) => [item.text('city'), item.number('installed')]));
    return [...installed].every(([city, count]) => known.get(city) === count);
  });
  const items = new Map(answer.list('items').map((item) => [item.text('city'), item]));
  for (const { city } of script.cities) {
    const item = items.get(city);
    figures.set(city, { installed: item?.number('installed') ?? 0, allocation: item?.number('allocation') ?? 0 });
  }
  if (!record.allocations.has(day)) compareWithExpectation(play, month, day, figures);
  record.allocations.set(day, figures);
  return new Map([...figures].map(([city, { allocation }]) => [city, allocation]));
}

async function installedOn({ api }: Play, day: string): Promise<ReadonlyMap<string, number>> {
  const answer = await api.get(
    'warranty',
    `installed-base/cities?${new URLSearchParams({ asOf: day }).toString()}`,
    people.approver,
  );
  return new Map(answer.list('items').map((item) => [item.text('city'), item.number('installed')]));
}

function compareWithExpectation(
  { record }: Play,
  month: Month,
  day: string,
  figures: ReadonlyMap<string, { readonly installed: number; readonly allocation: number }>,
): void {
  for (const { bases } of month.expectations) {
    for (const [city, expected] of Object.entries(bases[day] ?? {})) {
      const found = figures.get(city);
      if (found?.installed !== expected.installed)
        record.differ(`installed base of ${city} on ${day}`, expected.installed, found?.installed ?? 'none');
      if (found?.allocation !== expected.allocation)
        record.differ(`allocation of ${city} on ${day}`, expected.allocation, found?.allocation ?? 'none');
    }
  }
}

/**
 * Each branch asks for what its allocation has grown by, one of them for too much at first; headquarters approve, the warehouse ships, the
 * branches receive by scan.
 */
export async function stockBranches(
  play: Play,
  month: Month,
  allocations: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
): Promise<readonly Wish[]> {
  play.stock.push(...month.pool);
  const grown = new Map(
    [...allocations].map(([city, allocation]) => [city, Math.max(0, allocation - (before.get(city) ?? 0))]),
  );
  const wishes = sharePool(grown, installedBy(month, play), play.stock);
  const sent = new Set(wishes.flatMap(({ serials }) => serials));
  play.stock.splice(0, play.stock.length, ...play.stock.filter(({ serial }) => !sent.has(serial)));
  if (before.size === 0) await askForTooMany(play, month, allocations);
  const byCity = [...Map.groupBy(wishes, ({ city }) => city)];
  await eachOf(byCity, async ([city, ofCity]) => {
    for (const wish of ofCity)
      await supply(play, month, wish, city === byCity[shipmentWithWrongSerial]?.[0] && wish === ofCity[0]);
  });
  play.say(`branches: ${sent.size} spare units shipped to ${byCity.length} cities by ${wishes.length} applications`);
  return wishes;
}

/** Units per city and model, of this month and those before it. */
function installedBy(month: Month, { script }: Play): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const installed = new Map<string, Map<string, number>>();
  for (const { units } of script.months.slice(0, script.months.indexOf(month) + 1)) {
    for (const { city, model } of units) {
      const models = installed.get(city) ?? new Map<string, number>();
      installed.set(city, models.set(model, (models.get(model) ?? 0) + 1));
    }
  }
  return installed;
}

async function askForTooMany(play: Play, month: Month, allocations: ReadonlyMap<string, number>): Promise<void> {
  const [smallest] = [...allocations]
    .filter(([, allocation]) => allocation > 0)
    .sort(([, one], [, other]) => one - other);
  const model = month.pool[0]?.model;
  if (smallest === undefined || model === undefined) return;
  const [city] = smallest;
  // The pool reckons by the quota of today, which is the month's only where the clock is.
  const query = new URLSearchParams({ city }).toString();
  const today = await play.api.get('spare-pool', `allocations?${query}`, people.approver);
  const allocation = today.list('items')[0]?.number('allocation') ?? 0;
  const quantity = allocation + askedTooMany;
  play.agenda.passTo(month.firstOn, '08:00');
  if (quantity > mostPerApplication) return;
  const body = { site: siteOf(city), model, quantity, reason: '首批备用机', submittedAt: at(month.firstOn, '08:00') };
  const refusal = await mustBeRefused(
    play,
    `${city} asking for ${quantity} of its ${allocation}`,
    'allocation-exceeded',
    () => play.api.post('spare-pool', 'spare-applications', clerkOf(city), `${month.month} too many for ${city}`, body),
  );
  if (refusal !== null) play.record.notes.push(`Refused as it must be: ${refusal.message}`);
}

const mostPerApplication = 100;

async function supply(play: Play, month: Month, { city, model, serials }: Wish, wrongSerial: boolean): Promise<void> {
  const { api, agenda, script } = play;
  const step = `${month.month} stock ${city} ${model}`;
  const clerk = clerkOf(city);
  const day = month.firstOn;
  agenda.passTo(day, '08:30');
  const wish = {
    site: siteOf(city),
    model,
    quantity: serials.length,
    reason: '首批备用机',
    submittedAt: at(day, '08:30'),
  };
  const application = await api.post('spare-pool', 'spare-applications', clerk, `${step}: apply`, wish);
  const orderNumber = application.text('applicationNumber');
  agenda.passTo(day, '09:00');
  const approval = { quantity: serials.length, approvedAt: at(day, '09:00') };
  await api.post(
    'spare-pool',
    `spare-applications/${orderNumber}/approve`,
    people.approver,
    `${step}: approve`,
    approval,
  );
  agenda.passTo(day, '09:30');
  const dispatch = { orderNumber, fromSite: warehouseOf(script).site, serials, dispatchedAt: at(day, '09:30') };
  const shipment = await api.post('spare-pool', 'shipments', people.warehouse, `${step}: ship`, dispatch);
  const number = shipment.text('shipmentNumber');
  const strangers = wrongSerial ? strangerFor(play) : [];
  const scannedSerials = [...serials.slice(strangers.length), ...strangers];
  agenda.passTo(day, '11:30');
  const receipt = { scannedSerials, receivedAt: at(day, '11:30') };
  await api.post('spare-pool', `shipments/${number}/receive`, clerk, `${step}: receive`, receipt);
  if (strangers.length === 0) return;
  agenda.passTo(day, '12:30');
  await settleDiscrepancies(play, month, number, step);
  agenda.passTo(day, '12:40');
  const again = {
    orderNumber,
    fromSite: warehouseOf(script).site,
    serials: serials.slice(0, 1),
    dispatchedAt: at(day, '12:40'),
  };
  const second = (await api.post('spare-pool', 'shipments', people.warehouse, `${step}: ship again`, again)).text(
    'shipmentNumber',
  );
  agenda.passTo(day, '12:50');
  const arrival = { scannedSerials: serials.slice(0, 1), receivedAt: at(day, '12:50') };
  await api.post('spare-pool', `shipments/${second}/receive`, clerk, `${step}: receive again`, arrival);
}

/** A unit that nobody has asked for: the last that is left in the warehouse. */
function strangerFor({ stock }: Play): readonly string[] {
  const last = stock.at(-1);
  return last === undefined ? [] : [last.serial];
}

/** The serial that is missing never left the warehouse; the one that came instead goes back there. */
async function settleDiscrepancies(play: Play, month: Month, shipmentNumber: string, step: string): Promise<void> {
  const { api, record } = play;
  const path = `shipment-discrepancies?${new URLSearchParams({ shipmentNumber }).toString()}`;
  const discrepancies = await api.list('spare-pool', path, people.warehouse);
  const kinds = discrepancies
    .map((one) => one.text('kind'))
    .sort()
    .join(', ');
  if (kinds !== 'missing, unexpected')
    record.differ(`discrepancies of ${shipmentNumber}`, 'missing, unexpected', kinds);
  for (const discrepancy of discrepancies) {
    const kind = discrepancy.text('kind');
    const body = {
      resolution: kind === 'missing' ? 'never-left' : 'sent-back',
      note: kind === 'missing' ? '仍在库管中心货架上' : '发错，退回库管中心',
      resolvedAt: at(month.firstOn, '12:30'),
    };
    const id = discrepancy.text('discrepancyId');
    const resolve = api.post(
      'spare-pool',
      `shipment-discrepancies/${id}/resolve`,
      people.warehouse,
      `${step}: resolve ${kind}`,
      body,
    );
    await unlessThere(resolve);
  }
  record.notes.push(`Shipment ${shipmentNumber} arrived with a wrong serial: ${kinds}; both were resolved.`);
}
