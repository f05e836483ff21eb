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
    cities: p.json<string[]>().nullable(),
    passwordHash: p.string().nullable(),
    failedAttempts: p.integer().default(0),
    lockedUntil: p.datetime().nullable(),
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
    usedAt: p.datetime().nullable(),
  },
});
