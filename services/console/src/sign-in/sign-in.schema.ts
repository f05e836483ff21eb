import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Department } from '@rotables/contracts';
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
    department: p.string().$type<Department>().strictNullable(),
    /** The sequence of its last event; 0 before it was told of. */
    version: p.integer().default(0),
    /** Whose it is (`personKey`): nobody has two. Those that somebody had before this was asked are marked with a number. */
    person: p.string(),
  },
  uniques: [{ name: 'account_one_per_person', properties: ['person'] }],
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
    /** Null: the terminal of the installation. */
    issuedBy: p.string().strictNullable(),
  },
});

/** Wrong passwords and codes of a while, by what was tried from where. */
export const SignInAttemptSchema = defineEntity({
  name: 'SignInAttempt',
  tableName: 'sign_in_attempt',
  properties: {
    key: p.string().primary(),
    failures: p.integer(),
    lastFailedAt: p.datetime(),
  },
});

/** A browser in which a person has signed in; it is counted by itself when others guess at the account. */
export const KnownDeviceSchema = defineEntity({
  name: 'KnownDevice',
  tableName: 'known_device',
  properties: {
    secretHash: p.string().primary(),
    account: p.string().index('known_device_account_index'),
    lastUsedAt: p.datetime(),
  },
});

/** What an account's authenticator application reckons its codes from. */
export const SecondFactorSchema = defineEntity({
  name: 'SecondFactor',
  tableName: 'second_factor',
  properties: {
    account: p.string().primary(),
    /** Base32. */
    secret: p.string(),
    /** Until the first code was right nothing is asked for. */
    confirmedAt: p.datetime().strictNullable(),
    /** The time step of the last code that was taken; none is taken twice. */
    lastStep: p.integer().default(0),
    recoveryHashes: p.json<string[]>(),
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
    department: p.string().$type<Department>().strictNullable(),
  },
  indexes: [{ name: 'account_change_account_index', properties: ['account'] }],
});

export const accountChangeKinds = [
  'created',
  'changed',
  'disabled',
  'enabled',
  'password-reset',
  'link-issued',
  'link-proposed',
  'link-confirmed',
  'link-refused',
  'password-changed',
  'second-factor-on',
  'second-factor-off',
  'signed-in-by-link',
  'grant-proposed',
  'grant-confirmed',
  'grant-refused',
] as const;
export type AccountChangeKind = (typeof accountChangeKinds)[number];

/** A standing that lets somebody move money and waits for a second person (O3); decided once. */
export const AccountProposalSchema = defineEntity({
  name: 'AccountProposal',
  tableName: 'account_proposal',
  properties: {
    id: p.bigint().primary().autoincrement(),
    account: p.string(),
    name: p.string(),
    roles: p.json<Role[]>(),
    cities: p.json<string[]>().strictNullable(),
    department: p.string().$type<Department>().strictNullable(),
    /** The account is let in with it: it is new, or was disabled. */
    enables: p.boolean(),
    /** Hash of the link that waits; null where roles and cities do. */
    signInLink: p.string().strictNullable(),
    proposedBy: p.string(),
    proposedAt: p.datetime(),
    state: p.string().$type<'proposed' | 'confirmed' | 'refused'>(),
    decidedBy: p.string().strictNullable(),
    decidedAt: p.datetime().strictNullable(),
    reason: p.string().strictNullable(),
  },
  uniques: [{ name: 'account_proposal_one_open', properties: ['account'], where: "state = 'proposed'" }],
});
