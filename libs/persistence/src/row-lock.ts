import { LockMode } from '@mikro-orm/postgresql';
import type { EntityName, FilterQuery } from '@mikro-orm/postgresql';
import type { DomainError } from '@rotables/domain-kernel';
import { UnitOfWork } from './unit-of-work.js';

/**
 * Loads the aggregate's row and locks it until the end of the transaction (`for update`). It is read anew even when the EntityManager
 * knows the row already, for what it knows may be older than the lock. Throws what `notFound` makes when there is no such row.
 */
export async function lockRow<Entity extends object>(
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  notFound: () => DomainError,
): Promise<Entity> {
  const row = await UnitOfWork.current().findOne(entity, where, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  if (!row) throw notFound();
  return row;
}
