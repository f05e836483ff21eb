import { createHash } from 'node:crypto';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration } from '@mikro-orm/migrations';
import { withOfflineOrm } from './offline-orm.js';

/** What one migration runs, in the order in which it runs it. */
export interface MigrationStatements {
  readonly name: string;
  readonly sql: readonly string[];
  /** False for what PostgreSQL refuses inside a transaction, such as `create index concurrently`. */
  readonly inTransaction: boolean;
}

/** The SQL of `migrations` without a database, each after the one before it. Throws for a migration that says anything but SQL text. */
export async function statementsOf(migrations: readonly MigrationObject[]): Promise<MigrationStatements[]> {
  return withOfflineOrm({}, async (orm) => {
    const found: MigrationStatements[] = [];
    for (const object of migrations) {
      const migration = migrationOf(object, orm.em.getDriver(), orm.config);
      await migration.up();
      found.push({
        name: object.name,
        sql: textsOf(object.name, migration),
        inTransaction: migration.isTransactional(),
      });
    }
    return found;
  });
}

/** SHA-256 in hexadecimal of what the migration runs: comments and layout of its file may change, its effect may not. */
export function checksumOf({ sql, inTransaction }: MigrationStatements): string {
  return createHash('sha256')
    .update(JSON.stringify([inTransaction, ...sql]))
    .digest('hex');
}

/** One migration, made. Throws for a class that is none. */
export function migrationOf(
  { name, class: MigrationClass }: MigrationObject,
  ...made: ConstructorParameters<typeof Migration>
): Migration {
  const migration = new MigrationClass(...made);
  if (migration instanceof Migration) return migration;
  throw new Error(`The class of the migration ${name} is no migration; let it extend Migration.`);
}

function textsOf(name: string, migration: Migration): string[] {
  return migration.getQueries().map((query) => {
    if (typeof query === 'string') return query;
    throw new Error(`The migration ${name} runs something else than SQL text; give this.addSql a string.`);
  });
}
