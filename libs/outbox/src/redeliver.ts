import { InvalidInput } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { wakeAfterCommit } from './wake-up.js';

export interface MissingEvent {
  readonly topic: string;
  readonly key: string;
  readonly sequence: number;
}

/** Which published events to publish again: all that fit every condition given. At least one is given. */
export interface RedeliverySelection {
  readonly topic?: string;
  readonly keys?: readonly string[];
  /** Exactly these, for example what a consumer's inbox lacks. */
  readonly missing?: readonly MissingEvent[];
  /** Recorded at or after this instant. */
  readonly recordedFrom?: Date;
}

export interface Redelivery {
  /** Events put back into the outbox; those that wait there already are not counted. */
  readonly redelivered: number;
  /** Whether the limit was reached, so that there may be more to select. */
  readonly limited: boolean;
}

/** Most events that one call puts back. */
export const mostRedelivered = 50_000;

/**
 * Puts published events back into the outbox, in their order per aggregate, inside the unit of work under way; the relay then publishes
 * them again with the same id and sequence, and whoever has them already drops them. Throws {@link InvalidInput} for an empty selection.
 */
export async function redeliver(selection: RedeliverySelection): Promise<Redelivery> {
  if (Object.values(selection).every((condition) => condition === undefined)) {
    throw new InvalidInput('selection', undefined, 'at least one of topic, keys, missing and recordedFrom');
  }
  const { rows } = await UnitOfWork.preparedQuery<{ selected: number; redelivered: number }>(
    'outbox-redeliver',
    `with selected as (
       select * from outbox_published
       where ($1::text is null or topic = $1)
         and ($2::text[] is null or key = any ($2))
         and ($3::timestamptz is null or recorded_at >= $3)
         and ($4::text[] is null or (topic, key, sequence) in (select * from unnest($4::text[], $5::text[], $6::bigint[])))
       order by topic, key, sequence limit ${mostRedelivered}
     ), put_back as (
       insert into outbox (event_id, topic, key, sequence, type, city, actor, traceparent, address, on_behalf_of, body, bucket, recorded_at, link)
       select event_id, topic, key, sequence, type, city, actor, traceparent, address, on_behalf_of, body, bucket, recorded_at, link from selected
       order by topic, key, sequence
       on conflict (topic, key, sequence) do nothing
       returning 1
     )
     select (select count(*) from selected)::integer as selected, (select count(*) from put_back)::integer as redelivered`,
    parametersOf(selection),
  );
  wakeAfterCommit();
  const [{ selected, redelivered } = { selected: 0, redelivered: 0 }] = rows;
  return { redelivered, limited: selected >= mostRedelivered };
}

function parametersOf({ topic, keys, missing, recordedFrom }: RedeliverySelection): unknown[] {
  const columns = missing
    ? [missing.map((event) => event.topic), missing.map((event) => event.key), missing.map(({ sequence }) => sequence)]
    : [null, null, null];
  return [topic ?? null, keys ?? null, recordedFrom?.toISOString() ?? null, ...columns];
}
