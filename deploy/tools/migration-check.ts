/**
 * Says where a service's entities, schema snapshot and list of migrations disagree, which released migration is another than it was, and what
 * the lint finds in those that are linted; exits with 1 when there is anything.
 */
import { checksumProblems, readChecksums, schemaProblems, statementsOf } from '@rotables/persistence';
import { lintMigrations } from './migration-lint.js';
import { migrationGroups, migrationsDirectory, schemaOf, servicesWithSchema } from './service-schemas.js';

function report(name: string, problems: readonly string[], good: string): void {
  for (const problem of problems) process.stderr.write(`${name}: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
  else process.stdout.write(`${name}: ${good}\n`);
}

for (const service of servicesWithSchema()) {
  const problems = await schemaProblems(await schemaOf(service), migrationsDirectory(service));
  report(service, problems, 'entities, snapshot and migrations agree');
}
for (const { name, directory, migrations } of await migrationGroups()) {
  const statements = await statementsOf(migrations);
  const { releasedUnlinted } = readChecksums(directory);
  const linted = await lintMigrations(statements.filter((migration) => releasedUnlinted[migration.name] === undefined));
  report(name, [...checksumProblems(directory, statements), ...linted], 'migrations are what they were when released');
}
