/** Writes down the checksums of migrations that have none yet, after which they never change: `migration:release`. Lints them first. */
import { releaseMigrations, readChecksums, statementsOf, unreleased } from '@rotables/persistence';
import { lintMigrations } from './migration-lint.js';
import { migrationGroups } from './service-schemas.js';

for (const { name, directory, migrations } of await migrationGroups()) {
  const fresh = unreleased(readChecksums(directory), await statementsOf(migrations));
  const problems = await lintMigrations(fresh);
  for (const problem of problems) process.stderr.write(`${name}: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
  else if (fresh.length > 0) {
    releaseMigrations(directory, fresh);
    process.stdout.write(`${name}: released ${fresh.map((migration) => migration.name).join(', ')}\n`);
  }
}
