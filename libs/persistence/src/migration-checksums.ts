import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksumOf } from './migration-statements.js';
import type { MigrationStatements } from './migration-statements.js';

/** The file beside a service's migrations that says what each of them does, for ever. */
export const checksumsName = 'checksums.json';

/** SHA-256 of what each released migration runs, by its name ({@link checksumOf}). */
export interface MigrationChecksums {
  /** Released before migrations were linted. Nothing is ever added here. */
  readonly releasedUnlinted: Readonly<Record<string, string>>;
  readonly released: Readonly<Record<string, string>>;
}

/** Reads the checksums in `directory`; none when there is no such file yet. */
export function readChecksums(directory: string): MigrationChecksums {
  const path = join(directory, checksumsName);
  if (!existsSync(path)) return { releasedUnlinted: {}, released: {} };
  return JSON.parse(readFileSync(path, 'utf8')) as MigrationChecksums;
}

/** Migrations whose checksum is not written down yet: those that may still be changed. */
export function unreleased(
  checksums: MigrationChecksums,
  migrations: readonly MigrationStatements[],
): MigrationStatements[] {
  const known = everything(checksums);
  return migrations.filter(({ name }) => known[name] === undefined);
}

/** Writes down the checksums of those in `migrations` that have none; those that have one keep it. */
export function releaseMigrations(directory: string, migrations: readonly MigrationStatements[]): void {
  const checksums = readChecksums(directory);
  const added = unreleased(checksums, migrations).map((migration) => [migration.name, checksumOf(migration)] as const);
  const grown: MigrationChecksums = {
    ...checksums,
    released: { ...checksums.released, ...Object.fromEntries(added) },
  };
  writeFileSync(join(directory, checksumsName), `${JSON.stringify(grown, null, 2)}\n`);
}

/**
 * What is wrong between the released migrations and those of today, each as a sentence with the way out. Whoever has run a migration never
 * runs it again: one that is changed, renamed or taken away leaves his database another than everybody else's.
 */
export function checksumProblems(directory: string, migrations: readonly MigrationStatements[]): string[] {
  const checksums = readChecksums(directory);
  const today = new Map(migrations.map((migration) => [migration.name, checksumOf(migration)]));
  return [
    ...Object.entries(everything(checksums)).flatMap(([name, checksum]) => {
      const found = today.get(name);
      if (found === checksum) return [];
      return found === undefined
        ? [`The migration ${name} is released and gone; take it back, and undo what it did by a new migration.`]
        : [`The migration ${name} is released and changed; take the change back, and make it by a new migration.`];
    }),
    ...unreleased(checksums, migrations).map(
      ({ name }) => `The migration ${name} has no checksum; run migration:release when it is as it shall stay.`,
    ),
  ];
}

function everything({ releasedUnlinted, released }: MigrationChecksums): Readonly<Record<string, string>> {
  return { ...releasedUnlinted, ...released };
}
