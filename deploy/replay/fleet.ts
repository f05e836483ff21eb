import { customerOf } from '../sample/customers.js';
import { at } from './agenda.js';
import type { Backlog } from './api.js';
import { eventually } from './eventually.js';
import type { Month, UnitRow } from './month.js';
import { people } from './people.js';
import { warehouseOf, type Play } from './play.js';

const mostAcquiredAtOnce = 1_000;
const registrationSeconds = 300;

/** The spare units that the month brings come into the central warehouse. */
export async function acquirePool({ api, script, say }: Play, month: Month): Promise<void> {
  if (month.pool.length === 0) return;
  const { site } = warehouseOf(script);
  const acquiredAt = at(month.firstOn, '07:00');
  for (let from = 0; from < month.pool.length; from += mostAcquiredAtOnce) {
    const units = month.pool.slice(from, from + mostAcquiredAtOnce);
    await api.post('spare-pool', 'spare-units/acquire', people.warehouse, `acquire ${month.month} ${from}`, {
      site,
      acquiredAt,
      units,
    });
  }
  say(`pool: ${month.pool.length} spare units in the central warehouse`);
}

/** A replay has waited after each registration already; a play to look at waits where somebody needs it. */
export async function untilFleetIsKnown(play: Play): Promise<void> {
  if (play.showing !== null) await untilCaughtUp(play, 'the services to take in the installed base');
}

/** Registers what is installed when the month opens. */
export async function registerFleet(play: Play, month: Month): Promise<void> {
  const opening = month.units.filter(({ installedOn }) => installedOn <= month.firstOn);
  // A city in which warranty knows no site yet does not exist for it.
  await untilCaughtUp(play, 'the sites to be known everywhere');
  await registerUnits(play, month.month, opening);
}

/** What the month installs later is registered on its day: nobody can know of it before. */
export function planInstallations(play: Play, month: Month): void {
  const later = month.units.filter(({ installedOn }) => installedOn > month.firstOn);
  for (const [day, units] of Map.groupBy(later, ({ installedOn }) => installedOn)) {
    play.agenda.add(day, '07:30', `installations ${day}`, 'installations', () => registerUnits(play, day, units));
  }
}

/** As one file, and waits until it is taken in; in a replay also until every service knows it. */
export async function registerUnits(play: Play, when: string, units: readonly UnitRow[]): Promise<void> {
  if (units.length === 0) return;
  const { api, say, record } = play;
  const started = performance.now();
  const fileName = `units-${when}.csv`;
  const path = `registrations?${new URLSearchParams({ fileName }).toString()}`;
  const accepted = await api.upload(
    'warranty',
    path,
    people.approver,
    `registration ${when}`,
    'text/csv',
    csvOf(play, units),
  );
  const number = accepted.text('registrationNumber');
  let shown = 0;
  const done = await eventually(
    `registration ${number} to be finished`,
    async () => {
      const answer = await api.get('warranty', `registrations/${number}`, people.approver);
      const taken = answer.number('rowsTakenIn');
      if (taken - shown >= 5_000) {
        shown = taken;
        say(`registration: ${taken} of ${units.length} units taken in`);
      }
      return answer.text('state') === 'running' ? null : answer;
    },
    { seconds: registrationSeconds },
  );
  const seconds = (performance.now() - started) / 1_000;
  if (done.text('state') !== 'finished')
    throw new Error(`Registration ${number} failed: ${done.optionalText('failure') ?? 'no reason given'}`);
  const known = done.number('registered') + done.number('alreadyRegistered');
  if (known !== units.length) record.differ(`units registered in ${when}`, units.length, known);
  record.registrationSeconds ??= seconds;
  if (play.showing !== null) {
    say(`registration: ${known} units in ${seconds.toFixed(1)} s`);
    return;
  }
  await untilCaughtUp(play, 'the services to take in the installed base', 'briefly', registrationSeconds);
  say(
    `registration: ${known} units in ${seconds.toFixed(1)} s, known to every service after ${((performance.now() - started) / 1_000).toFixed(1)} s`,
  );
}

const header = 'serial,model,city,plan,acceptance_date,installed_on,customer_name,customer_phone,contract_number';

function csvOf({ script }: Play, units: readonly UnitRow[]): string {
  const nameOf = new Map(script.cities.map(({ city, nameZh }) => [city, nameZh]));
  const lines = units.map(({ serial, model, city, plan, acceptanceOn, installedOn }) => {
    const { name, phone, contractNumber } = customerOf(serial, city, nameOf.get(city) ?? city);
    return [serial, model, city, plan, acceptanceOn, installedOn, name, phone, contractNumber].map(quoted).join(',');
  });
  return `${[header, ...lines].join('\n')}\n`;
}

function quoted(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A broker's backlog is looked up every five seconds; who waits longer than that has seen a fresh figure. */
const quiet = {
  'at a glance': { seconds: 0.7, pauseBetweenReadingsMilliseconds: 200 },
  briefly: { seconds: 1.8, pauseBetweenReadingsMilliseconds: 600 },
  surely: { seconds: 6.5, pauseBetweenReadingsMilliseconds: 600 },
} as const;

/**
 * Waits until no service has an event to publish or to process, and none has processed any for a while: `briefly` where the next step
 * waits for what it needs anyway, `surely` before the books are compared. What is played to be looked at compares nothing, and only
 * glances.
 */
export async function untilCaughtUp(
  { api, showing }: Play,
  what: string,
  wanted: keyof typeof quiet = 'briefly',
  seconds = 120,
): Promise<void> {
  const how = quiet[showing === null ? wanted : 'at a glance'];
  let quietSince: number | null = null;
  let lastReading = 0;
  let last: Backlog = { waiting: ['not asked yet'], received: '' };
  await eventually(
    what,
    async () => {
      if (performance.now() - lastReading < how.pauseBetweenReadingsMilliseconds) return null;
      lastReading = performance.now();
      const reading = await api.backlog();
      const isQuiet = reading.waiting.length === 0 && reading.received === last.received;
      last = reading;
      quietSince = isQuiet ? (quietSince ?? lastReading) : null;
      return quietSince !== null && lastReading - quietSince >= how.seconds * 1_000 ? true : null;
    },
    { seconds, found: async () => last.waiting.join(', ') },
  );
}
