import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Role } from '@rotables/domain-kernel';

/** Somebody who may sign in. Without a password hash only a one-time link lets them in. */
export const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    /** Also the actor in the books. */
    account: p.string().primary(),
    name: p.string(),
    roles: p.json<Role[]>(),
    /** null: all cities. */
    cities: p.json<string[]>().strictNullable(),
    passwordHash: p.string().strictNullable(),
    failedAttempts: p.integer().default(0),
    lockedUntil: p.datetime().strictNullable(),
    disabled: p.boolean().default(false),
  },
});

export const BrowserSessionSchema = defineEntity({
  name: 'BrowserSession',
  tableName: 'browser_session',
  properties: {
    secretHash: p.string().primary(),
    account: p.string().index('browser_session_account_index'),
    createdAt: p.datetime(),
    lastUsedAt: p.datetime(),
  },
});

export const SignInLinkSchema = defineEntity({
  name: 'SignInLink',
  tableName: 'sign_in_link',
  properties: {
    secretHash: p.string().primary(),
    account: p.string(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().strictNullable(),
  },
});

/** What was done to an account, by whom and when; never changed. */
export const AccountChangeSchema = defineEntity({
  name: 'AccountChange',
  tableName: 'account_change',
  properties: {
    id: p.bigint().primary().autoincrement(),
    account: p.string(),
    kind: p.string().$type<AccountChangeKind>(),
    by: p.string(),
    at: p.datetime(),
    reason: p.string().strictNullable(),
    /** Name, roles and cities (null: all) from then on. */
    name: p.string(),
    roles: p.json<Role[]>(),
    cities: p.json<string[]>().strictNullable(),
  },
  indexes: [{ name: 'account_change_account_index', properties: ['account'] }],
});

export type AccountChangeKind = 'created' | 'changed' | 'disabled' | 'enabled' | 'password-reset' | 'link-issued';
