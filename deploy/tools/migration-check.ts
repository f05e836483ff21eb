/** Says where a service's entities, schema snapshot and list of migrations disagree, and exits with 1 when they do. */
import { schemaProblems } from '@rotables/persistence';
import { migrationsDirectory, schemaOf, servicesWithSchema } from './service-schemas.js';

for (const service of servicesWithSchema()) {
  const problems = await schemaProblems(await schemaOf(service), migrationsDirectory(service));
  for (const problem of problems) process.stderr.write(`${service}: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
  else process.stdout.write(`${service}: entities, snapshot and migrations agree\n`);
}
