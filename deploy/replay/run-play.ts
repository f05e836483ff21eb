import { Agenda } from './agenda.js';
import type { Api } from './api.js';
import { lookAtAllocations, stockBranches } from './branch-stock.js';
import { TurnTaker } from './case-plan.js';
import { CasePlay } from './case-play.js';
import { acquirePool, planInstallations, registerFleet, untilCaughtUp, untilFleetIsKnown } from './fleet.js';
import type { Month, Script } from './month.js';
import type { MonthClock } from './month-clock.js';
import { planLoss, planMonthEnd } from './month-end.js';
import { setUpOrganisation } from './organisation.js';
import { PlayRecord, type Play, type Showing } from './play.js';

/** What is played, on which installation. */
export interface PlayToRun {
  readonly api: Api;
  /** What the installation takes for now. */
  readonly clock: MonthClock;
  readonly script: Script;
  readonly say: (line: string) => void;
  /** Where it is played to be looked at: up to when, and what comes after the months. */
  readonly showing?: Showing & { readonly planScene: (play: Play) => void };
}

/**
 * Plays the months through the services' public API, as their people would, and gives what was noted on the way.
 * Sent again with the same `runId` of the api, it goes on where it was interrupted: every command has its key.
 */
export async function runPlay({ api, clock, script, say, showing }: PlayToRun): Promise<Play> {
  const agenda = new Agenda(clock, showing?.now);
  const play: Play = { api, script, say, agenda, record: new PlayRecord(), stock: [], showing: showing ?? null };
  await setUpOrganisation(play);
  let before: ReadonlyMap<string, number> = new Map();
  for (const month of script.months) {
    say(
      `${month.month}: ${month.units.length} units installed, ${month.faults.length} faults, ${month.pool.length} spare units`,
    );
    play.agenda.add(month.firstOn, '07:00', month.month, 'opening', async () => {
      before = await openMonth(play, month, before);
    });
    planInstallations(play, month);
    planFaults(play, month);
    planMonthEnd(play, month);
  }
  showing?.planScene(play);
  let day = '';
  await play.agenda.run((instant, whats) => {
    if (instant.slice(0, 10) !== day) say(`${instant.slice(0, 10)}: ${whats.join(', ')}`);
    day = instant.slice(0, 10);
  });
  await untilCaughtUp(play, 'all events to be processed at the end', 'surely');
  return play;
}

async function openMonth(
  play: Play,
  month: Month,
  before: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  await acquirePool(play, month);
  await registerFleet(play, month);
  const allocations = await lookAtAllocations(play, month, month.firstOn);
  const wishes = await stockBranches(play, month, allocations, before);
  planLoss(play, month, wishes);
  await untilFleetIsKnown(play);
  return allocations;
}

/** The faults of a day are reported together; when all are decided, each takes its turn in the order of the file. */
function planFaults(play: Play, month: Month): void {
  const turns = new TurnTaker();
  let fleetKnownOf = month.firstOn;
  for (const [day, faults] of Map.groupBy(month.faults, ({ reportedOn }) => reportedOn)) {
    const cases = faults.flatMap((fault) => {
      const unit = play.script.units.get(fault.serial);
      return unit === undefined ? [] : [new CasePlay(play, month, fault, unit)];
    });
    // A fault of a unit that came to the fleet lately: rma takes the fault of a unit that it does not know yet, and then knows no model.
    if (play.showing !== null && cases.some(({ unit }) => unit.installedOn > fleetKnownOf)) {
      play.agenda.add(day, '12:30', `fleet ${day}`, 'the fleet known', () => untilFleetIsKnown(play));
      fleetKnownOf = day;
    }
    cases.forEach((one) =>
      play.agenda.add(day, '13:00', one.fault.serial, 'faults', () => reportUnlessGone(play, one)),
    );
    play.agenda.add(day, '13:30', `turns ${day}`, 'turns', async () => {
      const counts = Map.groupBy(
        cases.filter(({ faultNumber }) => faultNumber !== '').map((one) => turns.plan(one)),
        (turn) => turn,
      );
      play.say(
        `${day}: ${faults.length} faults: ${[...counts].map(([turn, all]) => `${all.length} ${turn}`).join(', ')}`,
      );
    });
  }
}

/** A unit that was refunded or replaced is nobody's device any more, whatever a later month says of its serial. */
async function reportUnlessGone(play: Play, one: CasePlay): Promise<void> {
  const { serial, reportedOn } = one.fault;
  if (play.record.gone.has(serial)) {
    play.record.notes.push(`${serial} fails on ${reportedOn}, but was refunded or replaced before: not reported.`);
    return;
  }
  await one.report('13:00');
}
