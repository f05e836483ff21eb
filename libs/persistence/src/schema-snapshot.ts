import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { InvalidInput } from '@rotables/domain-kernel';
import type { EntityDefinition } from './create-orm.js';
import { withOfflineOrm } from './offline-orm.js';
import type { ServiceOrm } from './service-orm.js';

/** What a service says of its schema, in `services/<name>/src/persistence.ts`. */
export interface ServiceSchema {
  readonly entities: readonly EntityDefinition[];
  /** The migrations of the libraries it uses, then its own. */
  readonly migrations: readonly MigrationObject[];
}

/** The file beside a service's migrations that says what they add up to. */
export const snapshotName = 'schema-snapshot';

const migrationNamePattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const migrationFilePattern = /^(.+)(?<!\.spec)\.ts$/;

/** A migration written to a file, or undefined when entities and snapshot agree already. */
export interface WrittenMigration {
  readonly fileName: string;
  readonly className: string;
}

/**
 * Writes the migration from the snapshot in `directory` to the entities, and brings the snapshot up to date. Needs no database.
 * Throws {@link InvalidInput} for a name that is not snake_case.
 */
export async function writeMigration(
  schema: ServiceSchema,
  directory: string,
  name: string,
): Promise<WrittenMigration | undefined> {
  if (!migrationNamePattern.test(name)) throw new InvalidInput('name', name, 'in snake_case, for example "add_loan"');
  startSnapshot(directory);
  return withSnapshot(schema, directory, async (orm) => {
    const { fileName } = await orm.migrator.create(directory, false, false, name);
    return fileName === '' ? undefined : { fileName, className: fileName.replace(/\.ts$/, '') };
  });
}

/** What is wrong between a service's entities, its snapshot and its migrations, each as a sentence with the way out. */
export async function schemaProblems(schema: ServiceSchema, directory: string): Promise<string[]> {
  if (!existsSync(snapshotPath(directory))) {
    return [`${snapshotPath(directory)} is missing; run migration:create.`];
  }
  const differs = await withSnapshot(schema, directory, (orm) => orm.migrator.checkSchema());
  const stale = differs
    ? [`The entities differ from ${snapshotPath(directory)}; run migration:create and commit what it writes.`]
    : [];
  return [...stale, ...unlistedMigrations(schema, directory)];
}

function unlistedMigrations(schema: ServiceSchema, directory: string): string[] {
  const listed = new Set(schema.migrations.map((migration) => migration.class.name));
  return readdirSync(directory).flatMap((file) => {
    const className = migrationFilePattern.exec(file)?.[1];
    if (className === undefined || listed.has(className)) return [];
    return [
      `${join(directory, file)} is not run: no class ${className} stands in the service's migrations; list it in src/persistence.ts.`,
    ];
  });
}

/** Without a snapshot MikroORM would compare with a live database; an empty one makes the first migration like every other. */
function startSnapshot(directory: string): void {
  if (existsSync(snapshotPath(directory))) return;
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    snapshotPath(directory),
    JSON.stringify({ namespaces: [], name: 'public', tables: [], nativeEnums: {} }),
  );
}

function snapshotPath(directory: string): string {
  return join(directory, `${snapshotName}.json`);
}

function withSnapshot<Result>(
  { entities }: ServiceSchema,
  directory: string,
  work: (orm: ServiceOrm) => Promise<Result>,
): Promise<Result> {
  const migrations = { path: directory, pathTs: directory, emit: 'ts', snapshot: true, snapshotName } as const;
  return withOfflineOrm({ entities, migrations }, work);
}
