import { createHash } from 'node:crypto';
import { InvalidInput } from '@rotables/domain-kernel';
import type { JsonValue, Session } from '@rotables/domain-kernel';
import { AnswerOutOfSight, IdempotencyKeyReused } from './errors.js';
import { UnitOfWork } from './unit-of-work.js';

/** One request that may be sent again. */
export interface IdempotentRequest {
  /** The client's key: 1 to 200 visible characters, unique per actor. */
  readonly key: string;
  /** What was asked for, for example `POST /v1/loans/7/return`. */
  readonly route: string;
  /** {@link hashOfBody} of what was sent. */
  readonly bodyHash: string;
}

export interface StoredAnswer {
  readonly status: number;
  readonly response: JsonValue;
}

export interface IdempotentAnswer extends StoredAnswer {
  /** Whether it is the answer of an earlier request. */
  readonly replayed: boolean;
}

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Throws {@link InvalidInput}. */
export function parseIdempotencyKey(value: unknown, field = 'Idempotency-Key'): string {
  if (typeof value === 'string' && keyPattern.test(value)) return value;
  throw new InvalidInput(field, value, '1 to 200 visible ASCII characters, for example a UUID, new for every change');
}

/** SHA-256 of the request's body, hex. Members in another order are the same body; a file is its bytes. */
export function hashOfBody(body: unknown): string {
  if (Buffer.isBuffer(body)) return createHash('sha256').update(body).digest('hex');
  const canonical = JSON.stringify(body ?? null, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
  return createHash('sha256').update(canonical).digest('hex');
}

interface KeyRow {
  readonly route: string;
  readonly body_hash: string;
  readonly status: number | null;
  readonly response: JsonValue;
  /** Which its actor saw then, as the database was told; null for keys from before that was kept. */
  readonly cities: string | null;
}

/** Keeps the first answer to every key of every actor, in the transaction that has the effect. */
export class IdempotencyKeys {
  /**
   * Does `work` once per key and actor, and stores its answer; the same request sent again gets that answer without doing the work.
   * Two at once: the second waits for the first, then gets its answer. When `work` throws, the key is free again.
   * Inside a unit of work. Throws {@link IdempotencyKeyReused} for another route or body under the same key, and {@link AnswerOutOfSight}.
   */
  async once(request: IdempotentRequest, work: () => Promise<StoredAnswer>): Promise<IdempotentAnswer> {
    const earlier = await this.claim(request);
    if (earlier) return { ...earlier, replayed: true };
    const answer = await work();
    await this.complete(request, answer);
    return { ...answer, replayed: false };
  }

  /** Takes the key for the transaction under way (undefined), or gives the answer that is stored under it. */
  async claim(request: IdempotentRequest): Promise<StoredAnswer | undefined> {
    // The insert waits for another transaction that holds the key; after its rollback the key is ours, after its commit it is taken.
    const claimed = await UnitOfWork.preparedQuery(
      'idempotency-key-claim',
      `insert into idempotency_key (actor, key, route, body_hash)
       values (nullif(current_setting('app.actor', true), ''), $1, $2, $3)
       on conflict (actor, key) do nothing returning true as claimed`,
      [parseIdempotencyKey(request.key), request.route, request.bodyHash],
    );
    if (claimed.rowCount === 1) return undefined;
    const stored = await UnitOfWork.preparedQuery<KeyRow>(
      'idempotency-key-read',
      'select route, body_hash, status, response, cities from idempotency_key where actor = $1 and key = $2',
      [UnitOfWork.session().actor, request.key],
    );
    const [row] = stored.rows;
    if (!row) throw new Error(`The idempotency key ${request.key} is taken and not to be found.`);
    const answer = answerOf(request, row);
    if (!sees(UnitOfWork.session(), row.cities)) throw new AnswerOutOfSight(request.key);
    return answer;
  }

  /** Stores the answer with the effect, at the commit. */
  async complete(request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
    const { actor } = UnitOfWork.session();
    // Sent with the commit, so that nobody waits for it alone. A division by zero rolls back what did not hold the key.
    UnitOfWork.preparedQueryWithCommit(
      'idempotency-key-complete',
      `with stored as (
         update idempotency_key set status = $3, response = $4 where actor = $1 and key = $2 and status is null returning true)
       select 1 / count(*) as stored from stored`,
      [actor, request.key, answer.status, JSON.stringify(answer.response)],
    );
  }

  /** Forgets keys older than `days`; returns how many. A request sent again after that is done again. */
  async forgetOlderThan(days: number): Promise<number> {
    const forgotten = await UnitOfWork.preparedQuery(
      'idempotency-key-forget',
      'delete from idempotency_key where recorded_at < now() - make_interval(days => $1)',
      [days],
    );
    return forgotten.rowCount;
  }
}

function answerOf(request: IdempotentRequest, row: KeyRow): StoredAnswer {
  if (row.status === null) throw new Error(`The idempotency key ${request.key} was committed without an answer.`);
  if (row.route !== request.route || row.body_hash !== request.bodyHash) {
    throw new IdempotencyKeyReused(request.key, row.route, request.route);
  }
  return { status: row.status, response: row.response };
}

/** Whether he sees all that he saw then: an answer tells of it. */
function sees({ cities }: Session, before: string | null): boolean {
  if (cities === 'all' || before === null) return true;
  const seen: readonly string[] = cities;
  return before.split(',').every((city) => seen.includes(city));
}
