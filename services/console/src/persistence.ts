import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration20261123091000_console } from '../migrations/Migration20261123091000_console.js';
import { Migration20261128154128_sign_in_security } from '../migrations/Migration20261128154128_sign_in_security.js';
import { Migration20261126063820_account_change } from '../migrations/Migration20261126063820_account_change.js';
import { Migration20261128155500_account_changes_stand } from '../migrations/Migration20261128155500_account_changes_stand.js';
import { Migration20261128160000_account_rules } from '../migrations/Migration20261128160000_account_rules.js';
import { Migration20261128224422_links_need_two } from '../migrations/Migration20261128224422_links_need_two.js';
import {
  AccountChangeSchema,
  AccountProposalSchema,
  AccountSchema,
  BrowserSessionSchema,
  KnownDeviceSchema,
  SecondFactorSchema,
  SignInAttemptSchema,
  SignInLinkSchema,
} from './sign-in/sign-in.schema.js';

export const entities = [
  AccountSchema,
  AccountChangeSchema,
  AccountProposalSchema,
  BrowserSessionSchema,
  KnownDeviceSchema,
  SecondFactorSchema,
  SignInAttemptSchema,
  SignInLinkSchema,
];

export const migrations: MigrationObject[] = [
  { name: 'Migration20261123091000_console', class: Migration20261123091000_console },
  { name: 'Migration20261126063820_account_change', class: Migration20261126063820_account_change },
  { name: 'Migration20261128154128_sign_in_security', class: Migration20261128154128_sign_in_security },
  { name: 'Migration20261128155500_account_changes_stand', class: Migration20261128155500_account_changes_stand },
  { name: 'Migration20261128160000_account_rules', class: Migration20261128160000_account_rules },
  { name: 'Migration20261128224422_links_need_two', class: Migration20261128224422_links_need_two },
];
