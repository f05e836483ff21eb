import { at, dayAfter, eachOf } from './agenda.js';
import type { Answer } from './answer.js';
import { instantOfMoment, type Moment } from './fit-moments.js';
import { untilCaughtUp } from './fleet.js';
import type { Month } from './month.js';
import { planCompensationPayment } from './money.js';
import { monthEndTimes, type MonthEndTimes } from './month-end-times.js';
import { clerkOf, headOf, people, type Person } from './people.js';
import { mustBeRefused, siteOf, untilTrue, warehouseOf, type Play } from './play.js';
import { daysToLookAt, lookAtAllocations, type Wish } from './branch-stock.js';
import { cityThatOverlooksAUnit, spareLostAfterDays } from './turns.js';

/** S4, B6: a spare of the branch with the most is not where it should be; its custodian compensates it. */
export function planLoss(play: Play, month: Month, wishes: readonly Wish[]): void {
  const headquarters = warehouseOf(play.script).city;
  const byCity = [...Map.groupBy(wishes, ({ city }) => city)].filter(([city]) => city !== headquarters);
  const units = (ofCity: readonly Wish[]): number => ofCity.reduce((sum, { serials }) => sum + serials.length, 0);
  const [most] = byCity.sort(([, one], [, other]) => units(other) - units(one));
  if (most === undefined) return;
  const [city, ofCity] = most;
  // Those that are lent go out from the first, so that the last of the largest lot is the likeliest to be on the shelf.
  const lots = [...ofCity].sort((one, other) => one.serials.length - other.serials.length);
  const candidates = lots.flatMap(({ serials }) => serials).reverse();
  const day = dayAfter(month.firstOn, spareLostAfterDays);
  if (day > month.lastOn) return;
  play.agenda.add(day, '07:00', `loss in ${city}`, 'spare lost', async () => {
    const serial = await spareToLose(play, city, candidates);
    if (serial === null) play.record.notes.push(`${city} has no spare on the shelf on ${day} that could get lost.`);
    else await loseSpare(play, city, serial, day);
  });
}

/** The first of the candidates that is on the shelf; on a run that is gone through again, the one that was lost then. */
async function spareToLose({ api }: Play, city: string, candidates: readonly string[]): Promise<string | null> {
  const place = `site:${siteOf(city)}`;
  const ofCity = await Promise.all([
    api.list('spare-pool', `spare-units?${new URLSearchParams({ place: 'lost' }).toString()}`, people.warehouse),
    api.list('spare-pool', `spare-units?${new URLSearchParams({ place }).toString()}`, people.warehouse),
  ]);
  const [lost, onShelf] = ofCity.map((units) => new Set(units.map((unit) => unit.text('serial'))));
  return candidates.find((serial) => lost?.has(serial)) ?? candidates.find((serial) => onShelf?.has(serial)) ?? null;
}

async function loseSpare(play: Play, city: string, serial: string, day: string): Promise<void> {
  const path = `spare-units/${encodeURIComponent(serial)}/report-lost`;
  const body = { lostAt: at(day, '07:00'), note: '盘点时未见，遍寻不着' };
  await play.api.post('spare-pool', path, headOf(city), `lost ${serial}`, body);
  const query = `charges?${new URLSearchParams({ serial, reason: 'compensation' }).toString()}`;
  const found = await untilTrue(
    play,
    'billing',
    query,
    people.finance,
    `the compensation for ${serial}`,
    (answer) => answer.list('items').length === 1,
  );
  const [charge] = found.list('items');
  if (charge === undefined) return;
  const amountFen = charge.number('amountFen');
  play.record.notes.push(`${serial} of ${city} was lost; ${charge.text('debtor')} compensates ${amountFen} fen.`);
  planCompensationPayment(play, city, charge.text('chargeNumber'), amountFen, dayAfter(day));
}

/** S5, S6, B5: statements at the cut-off, replenishment, the close of the books. */
export function planMonthEnd(play: Play, month: Month): void {
  const times = monthEndTimes(month, play.showing);
  const plan = ({ day, time }: Moment, what: string, act: () => Promise<void>): void =>
    play.agenda.add(day, time, `month end ${month.month}`, what, act);
  plan(times.opened, 'statements opened', () => openStatements(play, month));
  plan(times.counted, 'count, signatures', () => settleStatements(play, month, times));
  plan(times.replenishment, 'replenishment', () => shipReplenishments(play, month, times));
  plan(times.booksClosed, 'close of the books', () => closePeriod(play, month, times.booksClosed));
}

async function openStatements(play: Play, file: Month): Promise<void> {
  const { month } = file;
  await untilCaughtUp(play, `everything of ${month} to be in the books`);
  // Now that refunds and scrap of the month are known, every day's installed base stands.
  for (const day of daysToLookAt(file)) await lookAtAllocations(play, file, day);
  for (const { city } of play.script.cities) {
    await play.api.post('spare-pool', 'reconciliations', people.approver, `statement ${month} ${city}`, {
      month,
      city,
    });
  }
}

async function settleStatements(play: Play, { month }: Month, times: MonthEndTimes): Promise<void> {
  const path = `reconciliations?${new URLSearchParams({ month }).toString()}`;
  const statements = await play.api.list('spare-pool', path, people.approver);
  const overlooking = play.script.cities[cityThatOverlooksAUnit]?.city;
  const toCount = statements.filter((statement) => !play.showing?.leftToCount.includes(statement.text('city')));
  await eachOf(toCount, (statement) =>
    settleStatement(play, statement, { times, overlooksOne: statement.text('city') === overlooking }),
  );
  const closed = play.record.statements.filter((one) => one.month === month);
  play.say(`month end: ${closed.length} of ${statements.length} statements of ${month} counted and signed by two`);
}

const mostScannedAtOnce = 1_000;

interface HowToSettle {
  readonly times: MonthEndTimes;
  readonly overlooksOne: boolean;
}

async function settleStatement(play: Play, statement: Answer, { times, overlooksOne }: HowToSettle): Promise<void> {
  const { api, record } = play;
  const number = statement.text('statementNumber');
  const city = statement.text('city');
  const head = headOf(city);
  const path = `reconciliations/${number}`;
  const opened = await api.get('spare-pool', path, people.approver);
  // Every line but those that the book only lists (on loan, in transit) is scanned, whatever an earlier run has counted of it.
  const toCount = opened
    .list('lines')
    .filter((line) => ['on-hand', 'quarantine'].includes(line.text('listedAs')))
    .map((line) => line.text('serial'))
    .sort();
  const overlooked = overlooksOne ? toCount.slice(0, 1) : [];
  const scanned = toCount.slice(overlooked.length);
  for (let from = 0; from < scanned.length || from === 0; from += mostScannedAtOnce) {
    const body = { scannedSerials: scanned.slice(from, from + mostScannedAtOnce) };
    await api.post('spare-pool', `${path}/count`, head, `${number}: count ${from}`, body);
  }
  if (overlooked.length > 0)
    await settleOverlooked(play, statement, overlooked, { times, isOpen: opened.text('state') === 'opened' });
  play.agenda.passTo(times.signed.day, times.signed.time);
  for (const custodian of custodiansOf(opened, city)) {
    const signature = { signedAt: atMoment(times.signed) };
    await api.post('spare-pool', `${path}/sign`, custodian, `${number}: sign ${custodian.actor}`, signature);
  }
  if (play.showing?.leftToCountersign.includes(city)) return;
  play.agenda.passTo(times.countersigned.day, times.countersigned.time);
  await api.post('spare-pool', `${path}/countersign`, people.approver, `${number}: countersign`, {
    closedAt: atMoment(times.countersigned),
  });
  const closed = await api.get('spare-pool', path, people.approver);
  record.statements.push({
    statementNumber: number,
    city,
    month: closed.text('month'),
    booked: closed.number('booked'),
    discrepancies: closed.list('lines').filter((line) => line.text('status') === 'resolved').length,
    defectiveReturned: closed.optionalNumber('defectiveReturned') ?? 0,
    replenishmentOwed: closed.optionalNumber('replenishmentOwed') ?? 0,
    state: closed.text('state'),
  });
}

/** Who signs: the custodian of each site of the city, the warehouse's among them (S5). */
function custodiansOf(statement: Answer, city: string): readonly Person[] {
  const named = new Set(statement.list('signatures').map((one) => one.text('custodian')));
  return [headOf(city), people.warehouse].filter(({ actor }) => named.has(actor));
}

/** What was not counted keeps the statement from being signed, until it is found behind the shelf. */
async function settleOverlooked(
  play: Play,
  statement: Answer,
  serials: readonly string[],
  { times, isOpen }: { readonly times: MonthEndTimes; readonly isOpen: boolean },
): Promise<void> {
  const { api, record } = play;
  const number = statement.text('statementNumber');
  const path = `reconciliations/${number}`;
  // A statement that an earlier run has signed cannot be refused its signature any more.
  play.agenda.passTo(times.overlookedFound.day, times.overlookedFound.time);
  if (isOpen) {
    const body = { signedAt: atMoment(times.signedTooEarly) };
    await mustBeRefused(play, `signing ${number} with a unit not counted`, 'discrepancies-open', () =>
      api.post('spare-pool', `${path}/sign`, headOf(statement.text('city')), `${number}: sign too early`, body),
    );
  }
  for (const serial of serials) {
    const body = { scannedSerials: [serial] };
    await api.post('spare-pool', `${path}/count`, headOf(statement.text('city')), `${number}: ${serial} found`, body);
    record.notes.push(
      `${number}: ${serial} was overlooked in the count, kept the statement from being signed, and was found.`,
    );
  }
}

/** S6: what closing ordered leaves the warehouse, of the model ordered or one that may stand in for it, and is received by scan. */
async function shipReplenishments(play: Play, month: Month, { shipped: out, received }: MonthEndTimes): Promise<void> {
  const { api, script, record } = play;
  const all = await api.list('spare-pool', 'replenishments', people.approver);
  const statements = new Set(
    record.statements.filter((one) => one.month === month.month).map(({ statementNumber }) => statementNumber),
  );
  const ordered = all
    .filter((one) => statements.has(one.optionalText('statementNumber') ?? ''))
    .sort((one, other) => (one.text('replenishmentNumber') < other.text('replenishmentNumber') ? -1 : 1));
  let shipped = 0;
  for (const one of ordered) {
    const orderNumber = one.text('replenishmentNumber');
    const serials = await takeFitting(play, one.optionalText('model'), one.number('quantity'));
    if (serials.length === 0) continue;
    play.agenda.passTo(out.day, out.time);
    const dispatch = { orderNumber, fromSite: warehouseOf(script).site, serials, dispatchedAt: atMoment(out) };
    const shipment = await api.post('spare-pool', 'shipments', people.warehouse, `${orderNumber}: ship`, dispatch);
    play.agenda.passTo(received.day, received.time);
    const receipt = { scannedSerials: serials, receivedAt: atMoment(received) };
    const path = `shipments/${shipment.text('shipmentNumber')}/receive`;
    await api.post('spare-pool', path, clerkOf(one.text('city')), `${orderNumber}: receive`, receipt);
    shipped += serials.length;
  }
  play.say(`month end: ${shipped} units shipped as replenishment by ${ordered.length} orders`);
}

/** Units of the model from the warehouse's stock, then of those that may stand in for it. */
async function takeFitting({ api, stock }: Play, model: string | null, quantity: number): Promise<readonly string[]> {
  const query = new URLSearchParams({ model: model ?? '' }).toString();
  const listed = model === null ? [] : await api.list('spare-pool', `substitutions?${query}`, people.warehouse);
  const fitting = [model, ...listed.map((one) => one.text('substituteModel'))];
  const taken = fitting.flatMap((wanted) => stock.filter((unit) => model === null || unit.model === wanted));
  const serials = taken.slice(0, quantity).map(({ serial }) => serial);
  stock.splice(0, stock.length, ...stock.filter(({ serial }) => !serials.includes(serial)));
  return serials;
}

/** B5: refused while something is open and nobody is named for it; then what is open is carried forward by name. */
async function closePeriod(play: Play, { month, lastOn }: Month, closed: Moment): Promise<void> {
  const { api, record } = play;
  await untilCaughtUp(play, `everything of ${month} to be in billing's books`);
  const path = `accounting-periods/${month}/close`;
  const open = await api.list(
    'billing',
    `matching?${new URLSearchParams({ asOf: lastOn }).toString()}`,
    people.finance,
  );
  const periods = await api.list('billing', 'accounting-periods', people.finance);
  const isClosed = periods.some((period) => period.text('period') === month && period.text('state') === 'closed');
  const closedAt = atMoment(closed);
  if (open.length > 0 && !isClosed) {
    await mustBeRefused(
      play,
      `closing ${month} with ${open.length} exceptions unnamed`,
      'period-has-open-exceptions',
      () => api.post('billing', path, people.finance, `close ${month} unnamed`, { carryForward: [], closedAt }),
    );
  }
  const carryForward = open.map((one) => ({
    exceptionId: one.text('exceptionId'),
    reason: '次月跟进',
    owner: ownerOf(one),
  }));
  const body = { carryForward, closedAt };
  const answer = isClosed ? null : await api.post('billing', path, people.finance, `close ${month}`, body);
  const carried = answer?.list('carriedForward').map((one) => one.text('exceptionId')) ?? [];
  record.closedPeriods.push({ period: month, carriedForward: carried });
  play.say(`books: ${month} closed, ${carried.length} carried forward by name`);
}

/** Somebody by name, where the books say only which role answers for it. */
function ownerOf(exception: Answer): string {
  const owner = exception.text('owner');
  const [role, city] = owner.split(':');
  if (role === 'branch-head' && city !== undefined) return headOf(city).actor;
  return owner === 'finance' ? people.finance.actor : owner;
}

function atMoment(moment: Moment): string {
  return instantOfMoment(moment).toISOString();
}
