import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServiceSchema } from '@rotables/persistence';
import { migrationsOf } from '@rotables/service-host';

/** Names of the services that have a database: those that say so in `src/persistence.ts`. */
export function servicesWithSchema(): string[] {
  return readdirSync('services').filter((service) => existsSync(schemaFile(service)));
}

export function migrationsDirectory(service: string): string {
  return resolve('services', service, 'migrations');
}

/** Migrations whose checksums stand in one file: those of one service, or those that every service has from the libraries. */
export interface MigrationGroup extends Pick<ServiceSchema, 'migrations'> {
  readonly name: string;
  readonly directory: string;
}

export async function migrationGroups(): Promise<MigrationGroup[]> {
  const ofServices = servicesWithSchema().map(async (name) => {
    const { migrations } = await schemaOf(name);
    return { name, directory: migrationsDirectory(name), migrations };
  });
  const libraries = {
    name: 'libraries',
    directory: resolve('libs', 'service-host', 'migrations'),
    migrations: migrationsOf({ migrations: [] }),
  };
  return [libraries, ...(await Promise.all(ofServices))];
}

/** What `services/<service>/src/persistence.ts` exports: `entities` and `migrations`. */
export async function schemaOf(service: string): Promise<ServiceSchema> {
  const exported = (await import(pathToFileURL(resolve(schemaFile(service))).href)) as Partial<ServiceSchema>;
  if (!Array.isArray(exported.entities) || !Array.isArray(exported.migrations)) {
    throw new Error(`${schemaFile(service)} must export the lists entities and migrations.`);
  }
  return { entities: exported.entities, migrations: exported.migrations };
}

function schemaFile(service: string): string {
  return join('services', service, 'src', 'persistence.ts');
}
