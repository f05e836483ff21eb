import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { OnAccountChanged } from './consumers/on-account-changed.js';
import { OnSiteEvents } from './consumers/on-site-events.js';
import { Directory } from './directory.js';
import { SqlDirectory } from './sql-directory.js';

const consumerOf: Readonly<Record<'people' | 'sites', Type>> = { people: OnAccountChanged, sites: OnSiteEvents };

/** Gives a service its {@link Directory} and keeps it: `imports: [DirectoryModule.learning('people', 'sites')]`. */
@Module({})
export class DirectoryModule {
  /** From events; who makes people or sites itself remembers those in its own transaction and leaves them out here. */
  static learning(...subjects: readonly (keyof typeof consumerOf)[]): DynamicModule {
    return {
      module: DirectoryModule,
      controllers: subjects.map((subject) => consumerOf[subject]),
      providers: [{ provide: Directory, useClass: SqlDirectory }],
      exports: [Directory],
    };
  }
}
