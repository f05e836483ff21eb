import { AsyncResource } from 'node:async_hooks';
import { systemSession, type JsonObject } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { Logger } from 'pino';
import { traceIdOf } from './trace.js';

export const securityEvents = [
  'sign-in',
  'sign-in-refused',
  'sign-out',
  'refused',
  'credentials-changed',
  'roles-changed',
  'exported',
] as const;

/** What concerns security: what was tried, by whom, from where. */
export interface SecurityEvent {
  readonly what: (typeof securityEvents)[number];
  /** Null where nobody has said, or proven, who he is. */
  readonly actor: string | null;
  readonly address: string | null;
  /** Finds the request in the logs of every service. */
  readonly traceId: string | null;
  /** Short words and figures; no secret, and nothing that was not checked beyond its first characters. */
  readonly details: JsonObject;
}

const writeAfterMilliseconds = 1_000;
/** Whoever is refused by the thousand must not fill a disk: of more than so many a second the number is kept. */
const mostWaiting = 500;
const longestDetails = 2_000;
const keepDays = 400;
const forgetEveryMilliseconds = 86_400_000;
const session = systemSession('security-log');

/**
 * A log of its own, append-only in the service's database: requests do not wait for it, and what is refused stands in it though its transaction was
 * rolled back. It is kept for 400 days; the database lets nobody but its owner keep it for less than 180.
 */
export class SecurityLog {
  private waiting: SecurityEvent[] = [];
  private dropped = 0;
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();
  private forgottenAt = -Infinity;
  /** Not in the transaction of whoever notes something. */
  private readonly writeSoon = AsyncResource.bind(() => void this.write());

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: Logger,
  ) {}

  note(event: SecurityEvent): void {
    if (this.waiting.length >= mostWaiting) this.dropped += 1;
    else this.waiting.push(event);
    this.timer ??= setTimeout(this.writeSoon, writeAfterMilliseconds);
  }

  /**
   * What the transaction under way does, noted with it: there is neither the one without the other. By whom, from where and at which request is
   * the transaction's to say. Gives the number under which it stands.
   */
  async noteWithin(what: SecurityEvent['what'], details: JsonObject): Promise<string> {
    const traceparent = UnitOfWork.traceparent();
    const { rows } = await UnitOfWork.preparedQuery<{ id: string }>(
      'security-log-within',
      'insert into security_log (what, actor, address, trace_id, details) values ($1, $2, $3, $4, $5::jsonb) returning id',
      [
        what,
        UnitOfWork.session().actor,
        UnitOfWork.origin().address,
        traceparent === null ? null : traceIdOf(traceparent),
        bounded(details),
      ],
    );
    return rows[0]?.id ?? '';
  }

  /** Writes what waits. */
  async close(): Promise<void> {
    await this.write();
  }

  private write(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const [events, dropped] = [this.waiting, this.dropped];
    this.waiting = [];
    this.dropped = 0;
    if (events.length > 0) this.underWay = this.underWay.then(() => this.insert(events, dropped));
    return this.underWay;
  }

  private async insert(events: readonly SecurityEvent[], dropped: number): Promise<void> {
    const all = dropped === 0 ? events : [...events, tooMany(dropped)];
    try {
      await this.unitOfWork.run(session, () => this.store(all), { patient: true });
    } catch (error) {
      // A database that is away must not silence it: what cannot be stored is at least written out.
      this.log.warn({ err: error, part: 'security', events: all }, 'what concerns security could not be stored');
    }
  }

  private async store(events: readonly SecurityEvent[]): Promise<void> {
    await UnitOfWork.preparedQuery(
      'security-log',
      `insert into security_log (what, actor, address, trace_id, details)
       select what, actor, address, trace_id, details::jsonb
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as noted (what, actor, address, trace_id, details)`,
      [
        events.map(({ what }) => what),
        events.map(({ actor }) => actor),
        events.map(({ address }) => address),
        events.map(({ traceId }) => traceId),
        events.map(({ details }) => bounded(details)),
      ],
    );
    if (performance.now() - this.forgottenAt < forgetEveryMilliseconds) return;
    this.forgottenAt = performance.now();
    await UnitOfWork.preparedQuery('security-log-forget', 'select security_log_forget($1)', [keepDays]);
  }
}

function tooMany(dropped: number): SecurityEvent {
  return { what: 'refused', actor: null, address: null, traceId: null, details: { notNoted: dropped } };
}

/** PostgreSQL takes no zero bytes, and a log no books. */
function bounded(details: JsonObject): string {
  const text = JSON.stringify(details).replaceAll('\\u0000', '');
  return text.length <= longestDetails ? text : JSON.stringify({ cut: text.slice(0, longestDetails / 2) });
}
