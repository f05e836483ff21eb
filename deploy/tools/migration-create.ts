/** Writes the migration between a service's committed schema snapshot and its entities: `migration:create -- <service> <name>`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeMigration } from '@rotables/persistence';
import { format, resolveConfig } from 'prettier';
import { migrationsDirectory, schemaOf, servicesWithSchema } from './service-schemas.js';

const [service, name] = process.argv.slice(2);
const services = servicesWithSchema();

if (service === undefined || name === undefined || !services.includes(service)) {
  process.stderr.write(
    `Say which service and what the migration does, for example: npm run migration:create -- warranty add_loan\n` +
      `Services with a src/persistence.ts: ${services.join(', ') || 'none yet'}.\n`,
  );
  process.exitCode = 1;
} else {
  const directory = migrationsDirectory(service);
  const written = await writeMigration(await schemaOf(service), directory, name);
  if (written) {
    const file = join(directory, written.fileName);
    const options = await resolveConfig(file);
    writeFileSync(file, await format(readFileSync(file, 'utf8'), { ...options, filepath: file }));
    process.stdout.write(
      `services/${service}/migrations/${written.fileName} written.\n` +
        `Read it, then list { name: '${written.className}', class: ${written.className} } in services/${service}/src/persistence.ts.\n`,
    );
  } else {
    process.stdout.write(`The entities of ${service} agree with its snapshot; there is nothing to migrate.\n`);
  }
}
