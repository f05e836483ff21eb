import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventContracts } from '@rotables/contracts';
import type { EventContract } from '@rotables/contracts';
import { directoryMigrations } from '@rotables/directory';
import { inboxMigrations } from '@rotables/inbox';
import { outboxMigrations } from '@rotables/outbox';
import { persistenceMigrations } from '@rotables/persistence';
import type { EntityDefinition } from '@rotables/persistence';
import type { MigrationObject } from '@mikro-orm/postgresql';

/** What makes one service out of its module. */
export interface ServiceDefinition {
  /** kebab-case; also the name of its consumer group and the source of its events. */
  readonly name: string;
  /** One sentence for the API page. */
  readonly description?: string;
  readonly module: Type | DynamicModule;
  readonly entities: readonly EntityDefinition[];
  /** The service's own migrations; those of the libraries come before them. */
  readonly migrations: readonly MigrationObject[];
  readonly defaultPort: number;
  /** Every event that may be on a topic; all of `@rotables/contracts` where none are given. */
  readonly contracts?: ReadonlyMap<string, EventContract>;
  /** For what concerns the HTTP server itself, such as parsers of uploads; called before any route exists. */
  readonly configureHttp?: (app: NestFastifyApplication) => void | Promise<void>;
}

/** Which service this is. A class, so that it can be injected. */
export class ServiceIdentity {
  constructor(
    readonly name: string,
    readonly description: string,
  ) {}
}

/** Checks a definition where it is written down. Throws an Error for a name that could not stand in a topic or a lease. */
export function defineService(definition: ServiceDefinition): ServiceDefinition {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(definition.name)) {
    throw new Error(
      `The service's name is ${JSON.stringify(definition.name)}, but must be kebab-case, 2 to 41 characters.`,
    );
  }
  return definition;
}

/** Every migration of the service's database in order: those of the libraries, then its own. Each stands once. */
export function migrationsOf(definition: Pick<ServiceDefinition, 'migrations'>): readonly MigrationObject[] {
  const ofLibraries = [...persistenceMigrations, ...outboxMigrations, ...inboxMigrations, ...directoryMigrations];
  const all = [...ofLibraries, ...definition.migrations];
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

export function contractsOf(definition: ServiceDefinition): ReadonlyMap<string, EventContract> {
  return definition.contracts ?? eventContracts;
}
