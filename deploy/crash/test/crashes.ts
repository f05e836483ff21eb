import { waitFor } from '@rotables/testing';
import type { Sighting } from './books.js';
import type { Depot } from './depot.js';
import { report, type Installation } from './installation.js';
import type { Point, Safeguard } from './shelf.js';

const commandsPerCrash = 24;

/** What is particular to one crash, beside what holds after every one. */
export interface Crash extends Sighting {
  /** Commands acknowledged before the process was killed. */
  readonly acknowledgedBefore: number;
  /** Events that waited in the outbox when it was dead. */
  readonly waitingAtDeath: number;
  readonly upAgainMilliseconds: number;
  readonly wholeMilliseconds: number;
  /** The process that was started in the dead one's place, to be killed next. */
  readonly successor: Depot;
}

/** Kills the depot while it is held at the point with commands under way, starts it again, and looks into the books. */
export async function crash(
  installation: Installation,
  victim: Depot,
  point: Point,
  passes: number,
  without: readonly Safeguard[] = [],
): Promise<Crash> {
  const began = performance.now();
  let depot = victim;
  await depot.arm(point, passes);
  const before = installation.acknowledged.length;
  const load = installation.putAll(commandsPerCrash, () => depot);
  // Only so that a failure of the load before it is awaited is not called unhandled.
  load.catch(() => undefined);
  await depot.child.reaches(point, { timeoutMilliseconds: 60_000 });
  // Held there it answers on: on a busy machine the point can be reached before the first answer is heard.
  await waitFor(() => installation.acknowledged.length > before, {
    describe: 'a command to be acknowledged before the kill',
    timeoutMilliseconds: 60_000,
  });
  await depot.child.kill();
  const acknowledgedBefore = installation.acknowledged.length - before;
  const waitingAtDeath = await installation.count('outbox');
  depot = await installation.start({ without });
  await load;
  await installation.settle(depot);
  const seen = await installation.audit();
  const wholeMilliseconds = performance.now() - began;
  return {
    ...seen,
    acknowledgedBefore,
    waitingAtDeath,
    upAgainMilliseconds: depot.startedInMilliseconds,
    wholeMilliseconds,
    successor: depot,
  };
}

/** All repetitions, spread over the installations; each kills at another pass of the point. */
export async function crashes(
  installations: readonly Installation[],
  point: Point,
  repetitions: number,
): Promise<readonly Crash[]> {
  const outstanding = Array.from({ length: repetitions }, (_, index) => index);
  const seen: Crash[] = [];
  const lane = async (installation: Installation): Promise<void> => {
    try {
      let victim = await installation.start();
      for (let next = outstanding.shift(); next !== undefined; next = outstanding.shift()) {
        const one = await crash(installation, victim, point, 1 + (next % 3));
        seen.push(one);
        victim = one.successor;
      }
    } catch (error) {
      // The other lanes end after the crash in hand, so that nothing of this case goes on during the next.
      outstanding.length = 0;
      throw error;
    } finally {
      await installation.stopDepots();
    }
  };
  const lanes = await Promise.allSettled(installations.map(lane));
  for (const end of lanes) if (end.status === 'rejected') throw end.reason;
  return seen;
}

export function tell(bus: string, point: Point, seen: readonly Crash[]): void {
  const sum = (figure: (crash: Crash) => number): number => seen.reduce((total, one) => total + figure(one), 0);
  report(`${bus}, killed ${point}`, {
    kills: seen.length,
    commands: sum(({ commands }) => commands),
    'acknowledged before the kill': sum(({ acknowledgedBefore }) => acknowledgedBefore),
    events: sum(({ events }) => events),
    'unpublished at the kill': sum(({ waitingAtDeath }) => waitingAtDeath),
    'published twice': sum(({ duplicates }) => duplicates),
    redelivered: sum(({ redelivered }) => redelivered),
    effects: sum(({ effects }) => effects),
    'up again in ms': sum(({ upAgainMilliseconds }) => upAgainMilliseconds) / seen.length,
    's per kill': sum(({ wholeMilliseconds }) => wholeMilliseconds) / seen.length / 1_000,
  });
}
