import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration20261123091000_console } from '../migrations/Migration20261123091000_console.js';
import { AccountSchema, BrowserSessionSchema, SignInLinkSchema } from './sign-in/sign-in.schema.js';

export const entities = [AccountSchema, BrowserSessionSchema, SignInLinkSchema];

export const migrations: MigrationObject[] = [
  { name: 'Migration20261123091000_console', class: Migration20261123091000_console },
];
