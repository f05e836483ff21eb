import type { EntityName, FilterQuery } from '@mikro-orm/postgresql';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { DomainError } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';

/** Inserts the row of a new aggregate (its version before was 0), or writes over the one that `load` has locked. */
export async function writeRow<Entity extends object>(
  schema: EntityName<Entity>,
  key: FilterQuery<NoInfer<Entity>>,
  row: NoInfer<Entity>,
  isNew: boolean,
): Promise<void> {
  const em = UnitOfWork.current();
  if (isNew) {
    await em.insert(schema, row);
    return;
  }
  const written = await em.nativeUpdate(schema, key, row);
  if (written !== 1) throw new Error(`A row that was loaded under lock is gone: ${JSON.stringify(key)}.`);
}

/** Turns the violation of a unique constraint into the refusal that it stands behind. */
export async function refusingDuplicates<Result>(
  work: () => Promise<Result>,
  refusal: () => DomainError,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw refusal();
    throw error;
  }
}
