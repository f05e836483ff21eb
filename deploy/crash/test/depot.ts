import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ChildScript, waitFor } from '@rotables/testing';
import type { DepotFigures, DepotSettings, Point } from './shelf.js';

/** A command that its client saw through to its acknowledgement. */
export interface Acknowledged {
  readonly command: string;
  /** Requests that were sent, the acknowledged one included. */
  readonly attempts: number;
  /** The answer is that of an earlier request, whose own answer never came. */
  readonly replayed: boolean;
  /** From the first request to the acknowledgement. */
  readonly milliseconds: number;
}

/** What a depot said to one request. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** It is the answer to an earlier request of the same command. */
  readonly replayed: boolean;
}

const requestMilliseconds = 2_000;
const patienceMilliseconds = 90_000;

/** One depot's process, seen from outside. */
export class Depot {
  private constructor(
    readonly child: ChildScript,
    private readonly url: string,
    /** From its start to its first answer. */
    readonly startedInMilliseconds: number,
  ) {}

  static async start(settings: DepotSettings): Promise<Depot> {
    const began = performance.now();
    const child = await ChildScript.start(join(import.meta.dirname, 'depot.child.ts'), {
      args: [JSON.stringify(settings)],
    });
    await child.reaches('ready');
    // It chooses the port itself, which another process could take before it, and tells it first.
    const [port] = child.reached;
    return new Depot(child, `http://127.0.0.1:${port}`, performance.now() - began);
  }

  async arm(point: Point, passes = 1): Promise<void> {
    await this.ask('POST', `/arm/${point}/${passes}`);
  }

  /** The command that is held, or was last. */
  async heldCommand(): Promise<string> {
    return String(await this.ask('GET', '/held'));
  }

  async figures(): Promise<DepotFigures> {
    return (await this.ask('GET', '/figures')) as DepotFigures;
  }

  /** Sends a command once. Undefined when no answer came. */
  async send(shelf: string, command: string): Promise<Answer | undefined> {
    try {
      const answer = await fetch(`${this.url}/shelves/${shelf}/put`, {
        method: 'POST',
        headers: { 'idempotency-key': command },
        signal: AbortSignal.timeout(requestMilliseconds),
      });
      const replayed = answer.headers.get('idempotency-replayed') === 'true';
      return { status: answer.status, text: await answer.text(), replayed };
    } catch {
      return undefined;
    }
  }

  /** Sends a command once. Undefined when no answer came, or "come back later". Throws for any other answer. */
  async put(shelf: string, command: string): Promise<Answer | undefined> {
    const answer = await this.send(shelf, command);
    if (answer === undefined || answer.status === 503) return undefined;
    if (answer.status !== 201) throw new Error(`A command was answered with ${answer.status}: ${answer.text}`);
    return answer;
  }

  private async ask(method: string, path: string): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, { method, signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}

/** A client with one command: it sends it, under the same key, until it is acknowledged. `depot` says where to at each attempt, 1 for the first. */
export async function putUntilAcknowledged(shelf: string, depot: (attempt: number) => Depot): Promise<Acknowledged> {
  const command = randomUUID();
  const began = performance.now();
  for (let attempts = 1; ; attempts += 1) {
    const answer = await depot(attempts).put(shelf, command);
    if (answer) return { command, attempts, replayed: answer.replayed, milliseconds: performance.now() - began };
    if (performance.now() - began > patienceMilliseconds) {
      throw new Error(
        `The command ${command} was not acknowledged in ${patienceMilliseconds} ms:\n${depot(attempts).child.output}`,
      );
    }
    await delay(50);
  }
}

/** Waits with the patience that a group needs to notice that a member has died, or a database that a client has. */
export async function until(
  what: string | (() => Promise<string>),
  condition: () => boolean | Promise<boolean>,
  seconds = 90,
): Promise<void> {
  await waitFor(condition, { describe: what, timeoutMilliseconds: seconds * 1_000, intervalMilliseconds: 50 });
}
