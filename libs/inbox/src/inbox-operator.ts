import { InvalidInput, type ActorId, type JsonObject, type JsonValue } from '@rotables/domain-kernel';
import { TransientFault } from '@rotables/event-bus';
import { UnitOfWork } from '@rotables/persistence';
import {
  DeadLetterNotFound,
  DeadLetterNotMendable,
  DeadLetterSettled,
  GapStillOpen,
  InboxUnavailable,
  KeyNotParked,
} from './errors.js';
import { InboxWork, type InboxOptions } from './inbox-settings.js';
import type { DeadLetterReason, InboxStore, KeyPlace, KeysWanted, ParkingReason } from './inbox-store.js';
import { isTransient } from './transient.js';
import { SingleProcessing, type DrainResult } from './single-processing.js';

/** A key behind which events wait. */
export interface ParkedKey {
  readonly topic: string;
  readonly key: string;
  /** `newer` needs nobody: the event is taken up when the service is upgraded to a release that knows it. */
  readonly reason: ParkingReason;
  /** The letter that stands in the way; null for a gap. */
  readonly deadLetterId: string | null;
  /** The event that has not arrived; null where one stands in the way. */
  readonly missingSequence: number | null;
  /** Letters of the key that are open. */
  readonly waiting: number;
  /** ISO instant. */
  readonly parkedAt: string;
}

/** A message that could not take effect, or that waits behind one. */
export interface DeadLetter {
  readonly id: string;
  readonly topic: string;
  readonly key: string | null;
  readonly sequence: number | null;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly reason: DeadLetterReason;
  readonly error: string;
  readonly attempts: number;
  readonly state: 'open' | 'processed' | 'skipped';
  readonly headers: Readonly<Record<string, string>>;
  /** The message's value as text, as it arrived; at most 100,000 characters. */
  readonly value: string | null;
  /** The body that an operator put in its place. */
  readonly mendedBody: JsonValue;
  readonly firstFailedAt: string;
  readonly lastFailedAt: string;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly settledReason: string | null;
  /** Pass it as `after` for the page behind this letter. */
  readonly position: string;
}

export interface DeadLetterFilter {
  readonly topic?: string;
  readonly key?: string;
  /** Open ones by default. */
  readonly state?: 'open' | 'processed' | 'skipped' | 'any';
  /** The position of the last letter seen. */
  readonly after?: string;
  /** 1 to 500; 50 by default. */
  readonly limit?: number;
}

export interface InboxFigures {
  readonly openDeadLetters: number;
  readonly parkedKeys: number;
  /** Seconds since the oldest key was parked; null when none is. */
  readonly oldestParkedSeconds: number | null;
}

/** Which keys are released together: of the type and the failure of the event in the way, and parked since then. */
export interface BulkFilter extends Omit<KeysWanted, 'readBy'> {
  /** Where the batch before ended. */
  readonly after?: KeyPlace;
  /** Keys of this batch, 1 to 500; 100 by default. */
  readonly limit?: number;
}

/** What one batch came to. */
export interface BulkRelease {
  /** Keys that are free again. */
  readonly released: number;
  /** Keys that still wait: what was in the way is so again, or something else is. */
  readonly blocked: number;
  /** Events that took effect, those that waited behind included. */
  readonly processed: number;
  /** Pass it as `after` for the next batch; null when nothing is left to try. */
  readonly next: KeyPlace | null;
}

/** Who decides, and why; both are kept for ever. */
export interface Decision {
  readonly actor: ActorId;
  readonly reason: string;
}

const parkedSql = `
  select p.topic, p.key, p.reason, p.dead_letter_id as "deadLetterId", p.missing_sequence::float8 as "missingSequence",
    (select count(*) from dead_letter d where d.topic = p.topic and d.key = p.key and d.state = 'open')::int as waiting,
    to_char(p.parked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "parkedAt"
  from parked_key p order by p.parked_at, p.topic, p.key limit $1`;

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const lettersSql = `
  select id, topic, key, sequence::float8 as sequence, event_id as "eventId", type, reason, error, attempts, state, headers,
    value, mended_value as "mendedValue", ${instant('first_failed_at')} as "firstFailedAt", ${instant('last_failed_at')} as "lastFailedAt",
    ${instant('settled_at')} as "settledAt", settled_by as "settledBy", settled_reason as "settledReason", position::text as position
  from dead_letter
  where ($1::text is null or topic = $1) and ($2::text is null or key = $2) and ($3 = 'any' or state = $3)
    and ($4::bigint is null or position > $4::bigint) and ($6::uuid is null or id = $6::uuid)
  order by position limit $5`;

type Columns = Record<string, unknown>;
type LetterRow = Omit<DeadLetter, 'value' | 'mendedBody'> & { value: Buffer | null; mendedValue: Buffer | null };

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const longestShownValue = 100_000;
const mostListed = 500;
const keysPerBatch = 100;
/** No batch begins with another key after so many events: whoever asked waits for its answer. */
const mostEventsPerBatch = 2_000;
/** A sequence far out of line must not fill the table; the last ones suffice for the key to go on. */
const mostGivenUp = 10_000;

/** What an operator sees and decides of events that did not take effect. Call it outside of any unit of work of the same service. */
export class InboxOperator {
  private readonly work: InboxWork;
  private readonly single: SingleProcessing;

  constructor(options: InboxOptions, store?: InboxStore) {
    this.work = new InboxWork(options, store);
    this.single = new SingleProcessing(this.work);
  }

  /** The oldest first. `limit` 1 to 500. */
  async listParkedKeys(limit = 100): Promise<readonly ParkedKey[]> {
    const { rows } = await this.decide(() =>
      UnitOfWork.preparedQuery<ParkedKey & Columns>('inbox-list-parked', parkedSql, [checkedLimit(limit)]),
    );
    return rows;
  }

  /** In the order of their arrival. Throws {@link InvalidInput}. */
  async listDeadLetters(filter: DeadLetterFilter = {}): Promise<readonly DeadLetter[]> {
    if (filter.after !== undefined && !/^\d{1,18}$/.test(filter.after)) {
      throw new InvalidInput('after', filter.after, 'the position of a dead letter of an earlier page');
    }
    const { topic = null, key = null, state = 'open', after = null } = filter;
    const limit = checkedLimit(filter.limit ?? 50);
    const { rows } = await this.decide(() =>
      UnitOfWork.preparedQuery<LetterRow & Columns>('inbox-list-letters', lettersSql, [
        topic,
        key,
        state,
        after,
        limit,
        null,
      ]),
    );
    return rows.map(deadLetter);
  }

  /** Throws {@link DeadLetterNotFound}. */
  async deadLetter(id: string): Promise<DeadLetter> {
    ensureUuid(id);
    const { rows } = await this.decide(() =>
      UnitOfWork.preparedQuery<LetterRow & Columns>('inbox-list-letters', lettersSql, [null, null, 'any', null, 1, id]),
    );
    const row = rows[0];
    if (row === undefined) throw new DeadLetterNotFound(id);
    return deadLetter(row);
  }

  async figures(): Promise<InboxFigures> {
    const sql = `select (select count(*) from dead_letter where state = 'open')::int as "openDeadLetters",
      (select count(*) from parked_key)::int as "parkedKeys",
      (select extract(epoch from clock_timestamp() - min(parked_at))::float8 from parked_key) as "oldestParkedSeconds"`;
    const { rows } = await this.decide(() =>
      UnitOfWork.preparedQuery<InboxFigures & Columns>('inbox-figures', sql, []),
    );
    return rows[0] ?? { openDeadLetters: 0, parkedKeys: 0, oldestParkedSeconds: null };
  }

  /**
   * Processes what waits behind the key, in order; the poison event itself is tried again unless it was skipped. With `acceptGap` events that never
   * arrived are given up. Throws {@link KeyNotParked}, {@link GapStillOpen}, {@link InboxUnavailable}.
   */
  async release(topic: string, key: string, by: Decision, options: { acceptGap?: boolean } = {}): Promise<DrainResult> {
    ensureReason(by);
    const missingSequence = await this.decide(() => this.openForRelease(topic, key, by, options.acceptGap === true));
    if (missingSequence !== null) throw new GapStillOpen(topic, key, missingSequence);
    try {
      return await this.single.drain(topic, key, by.reason, by.actor);
    } catch (error) {
      throw error instanceof TransientFault ? new InboxUnavailable(error) : error;
    }
  }

  /**
   * {@link release} for every key behind an event that the filter names, in batches: the oldest first, each key in transactions of its own and each
   * on record. It may be repeated: what has taken effect is not done again, and what another operator has released meanwhile is passed over.
   * Throws {@link InvalidInput}, {@link InboxUnavailable}.
   */
  async releaseMany({ after, limit, ...wanted }: BulkFilter, by: Decision): Promise<BulkRelease> {
    ensureReason(by);
    const most = checkedLimit(limit ?? keysPerBatch);
    const found = await this.decide(() => this.work.store.keysToTry(wanted, after ?? null, most + 1));
    const result = { released: 0, blocked: 0, processed: 0 };
    let last: KeyPlace | undefined;
    for (const place of found.slice(0, most)) {
      if (result.processed >= mostEventsPerBatch) break;
      last = place;
      const drained = await this.releaseIfParked(place, by);
      if (drained === null) continue;
      result.processed += drained.processed;
      result[drained.blockedBy === null ? 'released' : 'blocked'] += 1;
    }
    return { ...result, next: last === undefined || last === found.at(-1) ? null : last };
  }

  /** Gives the event up: it counts as done and has no effect. Its key stays parked until it is released. */
  async skip(deadLetterId: string, by: Decision): Promise<void> {
    ensureReason(by);
    const letter = await this.deadLetter(deadLetterId);
    await this.decide(async () => {
      await this.ensureStillOpen(letter);
      const { topic, key, sequence } = letter;
      if (key !== null && sequence !== null) {
        await UnitOfWork.preparedQuery(
          'inbox-skip',
          `insert into inbox (topic, key, sequence, event_id, type, outcome) values ($1, $2, $3, $4, $5, 'skipped') on conflict do nothing`,
          [topic, key, sequence, letter.eventId, letter.type],
        );
      }
      await this.work.store.settleLetter(deadLetterId, 'skipped', by.actor, by.reason);
      await this.record('skip', topic, key, deadLetterId, by);
    });
  }

  /** Puts another body in the place of the event's own, checked against its schema. It takes effect when the key is released. */
  async mend(deadLetterId: string, body: JsonObject, by: Decision): Promise<void> {
    ensureReason(by);
    const letter = await this.deadLetter(deadLetterId);
    this.ensureMendable(letter, body);
    await this.decide(async () => {
      await this.ensureStillOpen(letter);
      await UnitOfWork.preparedQuery('inbox-mend', 'update dead_letter set mended_value = $2 where id = $1', [
        deadLetterId,
        Buffer.from(JSON.stringify(body), 'utf8'),
      ]);
      await this.record('mend', letter.topic, letter.key, deadLetterId, by);
    });
  }

  /** Null where somebody else has released it since it was looked up. */
  private async releaseIfParked({ topic, key }: KeyPlace, by: Decision): Promise<DrainResult | null> {
    try {
      return await this.release(topic, key, by);
    } catch (error) {
      if (error instanceof KeyNotParked) return null;
      if (error instanceof GapStillOpen) return { processed: 0, blockedBy: 'gap' };
      throw error;
    }
  }

  private ensureMendable(letter: DeadLetter, body: JsonObject): void {
    if (letter.state !== 'open') throw new DeadLetterSettled(letter.id, letter.state);
    if (letter.sequence === null) {
      throw new DeadLetterNotMendable(
        letter.id,
        letter.reason,
        'its headers do not tell which event it is. Skip it and have its service redeliver the event.',
      );
    }
    if (letter.reason === 'identity-conflict') {
      throw new DeadLetterNotMendable(
        letter.id,
        letter.reason,
        'another event was taken in with its number. Skip it, once its service and this one agree on what happened.',
      );
    }
    if (letter.reason === 'unknown-type' || letter.reason === 'unknown-version' || letter.type === null) {
      throw new DeadLetterNotMendable(
        letter.id,
        letter.reason,
        'no contract is known here to check a body against. Deploy the release that knows it and release the key, or skip it.',
      );
    }
    const violation = this.work.reader.violation(letter.type, body);
    if (violation !== null) throw new InvalidInput('body', body, `a body that obeys ${letter.type}; ${violation}`);
  }

  /** Records the decision. Returns the event for which the key has to wait all the same; it then goes on by itself when that arrives. */
  private async openForRelease(topic: string, key: string, by: Decision, acceptGap: boolean): Promise<number | null> {
    await this.work.store.lockKey(topic, key);
    if (!(await this.work.store.isParked(topic, key))) throw new KeyNotParked(topic, key);
    const missing = await this.missingSequence(topic, key);
    if (missing !== null && !acceptGap) {
      await this.work.store.park(topic, key, { missingSequence: missing });
      return missing;
    }
    if (missing !== null) await this.giveUpMissing(topic, key, missing);
    await this.record(missing === null ? 'release' : 'accept-gap', topic, key, null, by);
    return null;
  }

  /** The missing predecessor of the first letter that waits; null when none is missing. */
  private async missingSequence(topic: string, key: string): Promise<number | null> {
    const next = await this.work.store.nextLetter(topic, key);
    const sequence = next?.sequence ?? null;
    if (sequence === null) return null;
    const standing = await this.work.store.standing(topic, key, sequence, next?.eventId ?? null);
    return standing.isDone || standing.takenBy !== null || standing.predecessorDone ? null : sequence - 1;
  }

  private async giveUpMissing(topic: string, key: string, lastMissing: number): Promise<void> {
    await UnitOfWork.preparedQuery(
      'inbox-give-up-missing',
      `insert into inbox (topic, key, sequence, outcome)
       select $1, $2, missing, 'skipped' from generate_series(greatest($3::bigint - ${mostGivenUp - 1},
         (select coalesce(max(sequence), 0) + 1 from inbox where topic = $1 and key = $2 and sequence <= $3::bigint)), $3::bigint) as missing
       on conflict do nothing`,
      [topic, key, lastMissing],
    );
  }

  private async ensureStillOpen({ id, topic, key }: DeadLetter): Promise<void> {
    if (key !== null) await this.work.store.lockKey(topic, key);
    const sql = 'select state from dead_letter where id = $1 for update';
    const { rows } = await UnitOfWork.preparedQuery<{ state: string }>('inbox-letter-state', sql, [id]);
    const state = rows[0]?.state;
    if (state === undefined) throw new DeadLetterNotFound(id);
    if (state !== 'open') throw new DeadLetterSettled(id, state);
  }

  private async record(
    action: string,
    topic: string,
    key: string | null,
    letter: string | null,
    by: Decision,
  ): Promise<void> {
    await UnitOfWork.preparedQuery(
      'inbox-record-operation',
      'insert into inbox_operation (action, topic, key, dead_letter_id, actor, reason) values ($1, $2, $3, $4, $5, $6)',
      [action, topic, key, letter, by.actor, by.reason],
    );
  }

  private async decide<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.work.run(work);
    } catch (error) {
      throw isTransient(error) ? new InboxUnavailable(error) : error;
    }
  }
}

function deadLetter({ value, mendedValue, ...row }: LetterRow): DeadLetter {
  return {
    ...row,
    value: value === null ? null : value.toString('utf8').slice(0, longestShownValue),
    mendedBody: mendedValue === null ? null : (JSON.parse(mendedValue.toString('utf8')) as JsonValue),
  };
}

function ensureReason({ reason }: Decision): void {
  if (reason.trim() === '' || reason.length > 1_000) {
    throw new InvalidInput('reason', reason, 'a sentence of 1 to 1,000 characters that says why');
  }
}

function ensureUuid(id: string): void {
  if (!uuidPattern.test(id)) throw new InvalidInput('deadLetterId', id, 'the id of a dead letter, as in their list');
}

function checkedLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostListed) return limit;
  throw new InvalidInput('limit', limit, `a whole number from 1 to ${mostListed}`);
}
