/** A unit's place as people name it, `site:DL`, `lost`; of the row that `unit` names. */
export const placeSql = (unit: string): string => `concat_ws(':', ${unit}.place_kind, nullif(${unit}.place_id, ''))`;

/**
 * When the service recorded the last event of a type of one key, null where its log was shortened since. `key` is SQL for the key in the
 * query around it.
 */
export const toldAtSql = ({ topic, key, type }: Readonly<Record<'topic' | 'key' | 'type', string>>): string => `(
    select max(told.recorded_at) from (
      select topic, key, type, recorded_at from outbox union all select topic, key, type, recorded_at from outbox_published
    ) told where told.topic = '${topic}' and told.key = ${key} and told.type = '${type}')`;
