import type { EntityData, EntityName, FilterQuery, RequiredEntityData } from '@mikro-orm/postgresql';
import { appendEvents, type NewEvent } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';

export interface AggregateRow<Entity> {
  readonly entity: EntityName<Entity>;
  /** The row's key. */
  readonly where: FilterQuery<NoInfer<Entity>>;
  readonly topic: string;
  readonly key: string;
  readonly city: string | null;
}

/**
 * Saves an aggregate with its events in the transaction under way and returns it with its new version.
 * A state of version 0 is new; a decision without events changes nothing.
 */
export async function saveAggregate<
  Entity extends object,
  State extends EntityData<Entity> & { readonly version: number },
>(row: AggregateRow<Entity>, state: State, events: readonly NewEvent[]): Promise<State> {
  if (events.length === 0) return state;
  const { topic, key, city } = row;
  const version = await appendEvents({ topic, key, city, version: state.version }, events);
  const saved = { ...state, version };
  const em = UnitOfWork.current();
  if (state.version === 0) await em.insert(row.entity, saved as RequiredEntityData<Entity>);
  else await em.nativeUpdate(row.entity, row.where, saved);
  return saved;
}
