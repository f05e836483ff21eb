import { randomUUID } from 'node:crypto';
import { DomainError } from '@rotables/domain-kernel';
import type { Decision, JsonObject } from '@rotables/domain-kernel';
import { largestEventBytes } from '@rotables/event-bus';
import { UnitOfWork } from '@rotables/persistence';
import { bucketOf } from './buckets.js';
import { ensureContractsKept } from './contract-of-event.js';
import { wakeAfterCommit } from './wake-up.js';

/** Whose events they are. */
export interface EventSource {
  /** The topic's name as in the contracts. */
  readonly topic: string;
  /** The aggregate's id. */
  readonly key: string;
  /** The city whose event it is, or null for headquarters. */
  readonly city: string | null;
  /** The sequence of the aggregate's last event; 0 before its first. */
  readonly version: number;
}

/** What happened, as its contract says. */
export interface NewEvent {
  readonly type: string;
  readonly body: JsonObject;
}

/** One event with its place in its aggregate's order. */
export interface EventRow extends NewEvent {
  readonly topic: string;
  readonly key: string;
  readonly city: string | null;
  readonly sequence: number;
}

/** Most bytes of an event's body as JSON; the rest of what a broker takes is left to the envelope. */
export const largestBodyBytes = largestEventBytes - 64 * 1024;

/** No broker would take the event, and everything behind it would wait for ever; so it is refused with its command. */
export class EventBodyTooLarge extends DomainError {
  readonly code = 'event-body-too-large';
  readonly kind = 'refused';

  constructor({ type, key }: EventRow, bytes: number) {
    super(
      `The body of ${type} of ${key} is ${bytes} bytes, but must be at most ${largestBodyBytes}; do the work in smaller parts.`,
      { type, key, bytes, largestBodyBytes },
    );
  }
}

/** So many rows go into one statement. */
const rowsPerStatement = 2_000;

/**
 * Puts the aggregate's events into the outbox, in the unit of work that changes the aggregate, and returns the aggregate's new version.
 * The aggregate's row must be locked (`lockRow`), and be saved with that version: two who count from the same version fail on the
 * outbox's unique constraint, or leave a repeat that the audit finds. Throws {@link EventBodyTooLarge} and {@link EventBreaksContract}.
 */
export async function appendEvents(source: EventSource, events: readonly NewEvent[]): Promise<number> {
  const { topic, key, version } = source;
  if (!Number.isSafeInteger(version) || version < 0) {
    throw new Error(`The version of ${topic} ${key} is ${version}, but must be the sequence of its last event, or 0.`);
  }
  await appendEventRows(rowsOf(source, events));
  return version + events.length;
}

/** The rows that {@link appendEvents} writes for a decision, for a statement that writes the aggregate as well ({@link outboxInsertion}). */
export function eventRowsOf<State extends { readonly version: number }>(
  stream: Omit<EventSource, 'version'>,
  { state: { version }, events }: Decision<State, NewEvent>,
): EventRow[] {
  return rowsOf({ ...stream, version }, events);
}

function rowsOf({ topic, key, city, version }: EventSource, events: readonly NewEvent[]): EventRow[] {
  return events.map(({ type, body }, index) => ({ topic, key, city, type, body, sequence: version + index + 1 }));
}

/** The same for events of many aggregates at once (an import, a cut-off): a few statements for thousands of rows. In the order given. */
export async function appendEventRows(rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await insertRows(rows.slice(from, from + rowsPerStatement));
  }
  wakeAfterCommit();
}

async function insertRows(rows: readonly EventRow[]): Promise<void> {
  const { sql, values } = outboxInsertion(rows, 1);
  await UnitOfWork.preparedQuery('outbox-append', sql, values);
}

/** A part of a statement, and the values of its parameters. */
export interface StatementPart {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * {@link appendEventRows} as a part of a statement that writes more than events, its parameters numbered from `firstParameter`. Whoever
 * sends it calls {@link eventsAppended} in the same unit of work. At most 2000 rows. Throws {@link EventBodyTooLarge} and
 * {@link EventBreaksContract}.
 */
export function outboxInsertion(rows: readonly EventRow[], firstParameter: number): StatementPart {
  ensureContractsKept(rows);
  const $ = (place: number): string => `$${firstParameter + place}`;
  return {
    sql: `insert into outbox (event_id, topic, key, sequence, type, city, body, bucket, actor, traceparent, address, on_behalf_of)
     select event_id, topic, key, sequence, type, city, body::jsonb, bucket, ${$(8)}, ${$(9)}, ${$(10)}, ${$(11)}
     from unnest(${$(0)}::uuid[], ${$(1)}::text[], ${$(2)}::text[], ${$(3)}::bigint[], ${$(4)}::text[], ${$(5)}::text[],
       ${$(6)}::text[], ${$(7)}::smallint[]) with ordinality as event (event_id, topic, key, sequence, type, city, body, bucket, place)
     order by place`,
    values: [
      rows.map(() => randomUUID()),
      rows.map(({ topic }) => topic),
      rows.map(({ key }) => key),
      rows.map(({ sequence }) => sequence),
      rows.map(({ type }) => type),
      rows.map(({ city }) => city),
      rows.map(bodyOf),
      rows.map(({ topic, key }) => bucketOf(topic, key)),
      UnitOfWork.session().actor,
      UnitOfWork.traceparent(),
      UnitOfWork.origin().address,
      UnitOfWork.origin().onBehalfOf,
    ],
  };
}

/** Events are in the outbox of the unit of work under way: its relays are woken when it has committed. */
export function eventsAppended(): void {
  wakeAfterCommit();
}

function bodyOf(row: EventRow): string {
  const body = JSON.stringify(row.body);
  const bytes = Buffer.byteLength(body);
  if (bytes > largestBodyBytes) throw new EventBodyTooLarge(row, bytes);
  return body;
}
