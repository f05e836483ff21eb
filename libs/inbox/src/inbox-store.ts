import { createHash } from 'node:crypto';
import type { DeliveredMessage, EventEnvelope } from '@rotables/event-bus';
import { UnitOfWork } from '@rotables/persistence';
import type { NewerReason, PoisonReason } from './event-reader.js';

export type InboxOutcome = 'processed' | 'ignored' | 'skipped';
export type DeadLetterReason = PoisonReason | NewerReason | 'waiting' | 'identity-conflict';

/** Why a key waits: an event that somebody has to decide on, one that has not arrived, or one that is newer than this service. */
export type ParkingReason = 'poison' | 'gap' | 'newer';

/** What stands in the way of a key. */
export type Obstacle =
  | { readonly deadLetterId: string }
  | { readonly missingSequence: number }
  /** `readBy` names the contracts that did not know it ({@link InboxWork.knowledge}). */
  | { readonly deadLetterId: string; readonly readBy: string };

export interface ClaimEntry {
  readonly envelope: EventEnvelope;
  readonly outcome: InboxOutcome;
}

/** What the inbox says of one event of a batch. */
export interface Claim {
  readonly isNew: boolean;
  /** The very same event, by topic, key, sequence and id, is there: its effect is committed. One that is neither new nor this bears a number that another has. */
  readonly isRepetition: boolean;
  readonly keyParked: boolean;
  /** Its predecessor was processed before this transaction, or it is the first of its key. */
  readonly predecessorDone: boolean;
}

/** How a key stands, seen under its lock. */
export interface Standing {
  /** The event is in the inbox already, or was given up. */
  readonly isDone: boolean;
  /** The id of another event that was taken in with its number; null where there is none. */
  readonly takenBy: string | null;
  readonly parked: ParkingReason | null;
  readonly predecessorDone: boolean;
}

export interface DeadLetterToStore {
  readonly message: DeliveredMessage;
  readonly envelope: EventEnvelope | null;
  readonly reason: DeadLetterReason;
  readonly error: string;
}

/** Which parked keys are to be tried again; all that are blocked by an event by default. */
export interface KeysWanted {
  /** Only what other contracts than those of this name did not know. */
  readonly readBy?: string;
  /** The type of the event in the way. */
  readonly type?: string;
  /** What that event was set aside for. */
  readonly failure?: DeadLetterReason;
  /** Parked at that ISO instant or later. */
  readonly since?: string;
}

/** A parked key, and its place in the order of their parking. */
export interface KeyPlace {
  readonly topic: string;
  readonly key: string;
  /** As PostgreSQL has it, to the microsecond. */
  readonly parkedAt: string;
}

/** An open dead letter with what is needed to try it again. */
export interface StoredLetter {
  readonly id: string;
  readonly sequence: number | null;
  readonly eventId: string | null;
  readonly message: DeliveredMessage;
  readonly mendedValue: Buffer | null;
}

const claimSql = `
  with incoming as (
    select * from unnest($1::text[], $2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::text[])
      with ordinality as event (topic, key, sequence, event_id, type, outcome, position)
  ), claimed as (
    insert into inbox (topic, key, sequence, event_id, type, outcome)
    select topic, key, sequence, event_id, type, outcome from incoming order by position
    on conflict do nothing returning topic, key, sequence
  )
  select claimed.topic is not null as "isNew",
    -- Without an id: an operator gave that number up, so whatever bore it comes too late.
    present.topic is not null and (present.event_id is null or present.event_id = incoming.event_id
      or exists (select from dead_letter d where d.topic = incoming.topic and d.key = incoming.key and d.sequence = incoming.sequence
        and d.event_id = incoming.event_id and d.state = 'skipped')) as "isRepetition",
    exists (select from parked_key p where p.topic = incoming.topic and p.key = incoming.key) as "keyParked",
    incoming.sequence = 1 or exists (select from inbox i
      where i.topic = incoming.topic and i.key = incoming.key and i.sequence = incoming.sequence - 1) as "predecessorDone"
  from incoming left join claimed using (topic, key, sequence) left join inbox present using (topic, key, sequence)
  order by incoming.position`;

const standingSql = `
  select exists (select from inbox where topic = $1 and key = $2 and sequence = $3 and (event_id is null or event_id = $4))
      or exists (select from dead_letter where topic = $1 and key = $2 and sequence = $3 and event_id = $4 and state = 'skipped') as "isDone",
    (select event_id from inbox where topic = $1 and key = $2 and sequence = $3 and event_id <> $4) as "takenBy",
    (select reason from parked_key where topic = $1 and key = $2) as parked,
    $3::bigint = 1 or exists (select from inbox where topic = $1 and key = $2 and sequence = $3::bigint - 1) as "predecessorDone"`;

const addLetterSql = `
  insert into dead_letter (topic, key, sequence, event_id, type, partition, record_offset, headers, value, fingerprint, reason, error)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict do nothing returning id`;

/** Letters whose place in the order is not known come first: an operator has to decide on them before the rest can go on. */
const nextLetterSql = `
  select id, sequence::text as sequence, event_id as "eventId", topic, key, partition, record_offset::text as "offset", headers, value, mended_value as "mendedValue"
  from dead_letter where topic = $1 and key = $2 and state = 'open'
  order by sequence nulls first, position limit 1`;

/** A key that waits for a missing event is not among them: nothing can be tried before that has come. */
const toTrySql = `
  select p.topic, p.key, p.parked_at::text as "parkedAt" from parked_key p join dead_letter d on d.id = p.dead_letter_id
  where ($1::text is null or (p.reason = 'newer' and p.read_by is distinct from $1))
    and ($2::text is null or d.type = $2) and ($3::text is null or d.reason = $3) and ($4::timestamptz is null or p.parked_at >= $4)
    and ($5::timestamptz is null or (p.parked_at, p.topic, p.key) > ($5, $6::text, $7::text))
  order by p.parked_at, p.topic, p.key limit $8`;

interface LetterRow {
  readonly id: string;
  readonly sequence: string | null;
  readonly eventId: string | null;
  readonly topic: string;
  readonly key: string | null;
  readonly partition: number;
  readonly offset: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer | null;
  readonly mendedValue: Buffer | null;
}

/** The tables of the inbox, inside the unit of work under way. */
export class InboxStore {
  /** Enters the events into the inbox, each unless it is there, and tells how each stands. One claim per entry, in order. */
  async claim(entries: readonly ClaimEntry[]): Promise<readonly Claim[]> {
    const { rows } = await UnitOfWork.preparedQuery<Claim & Record<string, unknown>>('inbox-claim', claimSql, [
      entries.map(({ envelope }) => envelope.topic),
      entries.map(({ envelope }) => envelope.key),
      entries.map(({ envelope }) => envelope.sequence),
      entries.map(({ envelope }) => envelope.id),
      entries.map(({ envelope }) => envelope.type),
      entries.map(({ outcome }) => outcome),
    ]);
    return rows;
  }

  /** One at a time per key, until the transaction ends: those who park, wait, release and drain. */
  async lockKey(topic: string, key: string): Promise<void> {
    await UnitOfWork.preparedQuery(
      'inbox-lock-key',
      `select pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0))`,
      [topic, key],
    );
  }

  async standing(topic: string, key: string, sequence: number, eventId: string | null): Promise<Standing> {
    const { rows } = await UnitOfWork.preparedQuery<Standing & Record<string, unknown>>('inbox-standing', standingSql, [
      topic,
      key,
      sequence,
      eventId,
    ]);
    return rows[0] ?? { isDone: false, takenBy: null, parked: null, predecessorDone: false };
  }

  async isParked(topic: string, key: string): Promise<boolean> {
    const sql = 'select from parked_key where topic = $1 and key = $2';
    return (await UnitOfWork.preparedQuery('inbox-is-parked', sql, [topic, key])).rowCount > 0;
  }

  /** Parks the key, or changes what it is parked for. */
  async park(topic: string, key: string, why: Obstacle): Promise<void> {
    const [deadLetterId, missingSequence] = 'deadLetterId' in why ? [why.deadLetterId] : [null, why.missingSequence];
    const readBy = 'readBy' in why ? why.readBy : null;
    await UnitOfWork.preparedQuery(
      'inbox-park',
      `insert into parked_key (topic, key, reason, dead_letter_id, missing_sequence, read_by) values ($1, $2, $3, $4, $5, $6)
       on conflict (topic, key) do update set reason = excluded.reason, dead_letter_id = excluded.dead_letter_id,
         missing_sequence = excluded.missing_sequence, read_by = excluded.read_by`,
      [topic, key, parkingReasonOf(why), deadLetterId, missingSequence ?? null, readBy],
    );
  }

  /** Parked keys to be tried, the oldest first, from behind `after`. */
  async keysToTry(wanted: KeysWanted, after: KeyPlace | null, limit: number): Promise<readonly KeyPlace[]> {
    const { readBy = null, type = null, failure = null, since = null } = wanted;
    const { rows } = await UnitOfWork.preparedQuery<KeyPlace & Record<string, unknown>>('inbox-keys-to-try', toTrySql, [
      readBy,
      type,
      failure,
      since,
      after?.parkedAt ?? null,
      after?.topic ?? null,
      after?.key ?? null,
      limit,
    ]);
    return rows;
  }

  async unpark(topic: string, key: string): Promise<void> {
    await UnitOfWork.preparedQuery('inbox-unpark', 'delete from parked_key where topic = $1 and key = $2', [
      topic,
      key,
    ]);
  }

  /** Returns the new letter's id; null when the same event lies there already. */
  async addDeadLetter(letter: DeadLetterToStore): Promise<string | null> {
    const { message, envelope } = letter;
    const { rows } = await UnitOfWork.preparedQuery<{ id: string }>('inbox-add-dead-letter', addLetterSql, [
      message.topic,
      message.key,
      envelope?.sequence ?? null,
      envelope?.id ?? null,
      (envelope?.type ?? message.headers['ce_type'] ?? null)?.slice(0, 200) ?? null,
      message.partition,
      message.offset,
      JSON.stringify(message.headers),
      message.value,
      fingerprint(message),
      letter.reason,
      letter.error,
    ]);
    return rows[0]?.id ?? null;
  }

  /** The open letter of the key that comes next in order. */
  async nextLetter(topic: string, key: string): Promise<StoredLetter | null> {
    const { rows } = await UnitOfWork.preparedQuery<LetterRow & Record<string, unknown>>(
      'inbox-next-letter',
      nextLetterSql,
      [topic, key],
    );
    const row = rows[0];
    if (row === undefined) return null;
    return {
      id: row.id,
      sequence: row.sequence === null ? null : Number(row.sequence),
      eventId: row.eventId,
      message: row,
      mendedValue: row.mendedValue,
    };
  }

  /** Ends a letter: its event was processed, or given up. */
  async settleLetter(id: string, state: 'processed' | 'skipped', actor: string, reason: string): Promise<void> {
    await UnitOfWork.preparedQuery(
      'inbox-settle-letter',
      `update dead_letter set state = $2, settled_at = clock_timestamp(), settled_by = $3, settled_reason = $4 where id = $1`,
      [id, state, actor, reason],
    );
  }

  /** Records one more failure of a letter. */
  async failLetter(id: string, reason: DeadLetterReason, error: string): Promise<void> {
    await UnitOfWork.preparedQuery(
      'inbox-fail-letter',
      `update dead_letter set reason = $2, error = $3, attempts = attempts + 1, last_failed_at = clock_timestamp() where id = $1`,
      [id, reason, error],
    );
  }
}

function parkingReasonOf(why: Obstacle): ParkingReason {
  if ('missingSequence' in why) return 'gap';
  return 'readBy' in why ? 'newer' : 'poison';
}

/** The same record, delivered twice, has the same fingerprint, at whatever offset. */
function fingerprint(message: DeliveredMessage): string {
  const hash = createHash('sha256').update(JSON.stringify([message.key, Object.entries(message.headers).sort()]));
  if (message.value !== null) hash.update('\n').update(message.value);
  return hash.digest('hex');
}
