import { Injectable } from '@nestjs/common';
import { LockMode, raw, type FilterQuery, type InferEntity } from '@mikro-orm/postgresql';
import { InvalidInput, WallClock, type Role, type Session } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, type CursorPage } from '@rotables/service-host';
import { hashOfSecret, newSecret } from '../sign-in/secret.js';
import {
  AccountChangeSchema,
  AccountSchema,
  BrowserSessionSchema,
  SignInLinkSchema,
  type AccountChangeKind,
} from '../sign-in/sign-in.schema.js';
import {
  AccountDisabled,
  AccountEnabled,
  AccountExists,
  AccountNotFound,
  LastAdministrator,
} from './accounts.errors.js';
import type { Standing } from './standing.js';

type Account = InferEntity<typeof AccountSchema>;

const linkHours = 12;
const hour = 3_600_000;
const mostChangesShown = 100;
const sortable = ['account', 'name'] as const;

export interface AccountView {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly allCities: boolean;
  /** Empty where `allCities` is true. */
  readonly cities: readonly string[];
  readonly state: 'active' | 'disabled';
  /** Until then no password is taken, after too many wrong ones; a link is. */
  readonly lockedUntil: string | null;
  readonly hasPassword: boolean;
  /** Of the sessions that are open, in how many browsers, and when one was used last. */
  readonly sessions: number;
  readonly lastSeenAt: string | null;
}

export interface AccountChangeView {
  readonly at: string;
  readonly kind: AccountChangeKind;
  readonly by: string;
  readonly reason: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly allCities: boolean;
  readonly cities: readonly string[];
}

export interface AccountDocument extends AccountView {
  /** The latest first; at most {@link mostChangesShown}. */
  readonly history: readonly AccountChangeView[];
}

export interface IssuedLink {
  /** Stands after `#link=` in the address; nobody can read it again. */
  readonly link: string;
  readonly expiresAt: string;
}

export interface AccountQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
  readonly role?: string | undefined;
  readonly city?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: 'active' | 'disabled' | undefined;
}

/** Who may sign in, kept by administrators. An account stays for good, because the books name people by it; who leaves is disabled. */
@Injectable()
export class Accounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: WallClock,
  ) {}

  /** Throws InvalidInput for sort and cursor. */
  async list({
    limit,
    cursor,
    sort = 'account',
    role,
    city,
    name,
    state,
  }: AccountQuery): Promise<CursorPage<AccountView>> {
    const descending = sort.startsWith('-');
    const by = sortable.find((name) => name === sort.replace(/^-/, ''));
    if (by === undefined)
      throw new InvalidInput('sort', sort, `one of ${sortable.join(', ')}, with - before it for the other direction`);
    const after = decodeCursor(cursor, ['string', 'string']);
    const beyond = descending ? '$lt' : '$gt';
    const conditions: FilterQuery<Account>[] = [];
    if (role !== undefined) conditions.push({ [raw('roles @> ?::jsonb', [JSON.stringify([role])])]: [] });
    if (city !== undefined) {
      conditions.push({ [raw('(cities is null or cities @> ?::jsonb)', [JSON.stringify([city])])]: [] });
    }
    if (name !== undefined) {
      const isIn = (column: string): string => `position(lower(?) in lower(${column})) > 0`;
      conditions.push({ [raw(`(${isIn('name')} or ${isIn('account')})`, [name, name])]: [] });
    }
    if (state !== undefined) conditions.push({ disabled: state === 'disabled' });
    if (after)
      conditions.push({ $or: [{ [by]: { [beyond]: after[0] } }, { [by]: after[0], account: { [beyond]: after[1] } }] });
    const direction = descending ? 'desc' : 'asc';
    const found = await UnitOfWork.current().find(
      AccountSchema,
      { $and: conditions },
      { orderBy: [{ [by]: direction }, { account: direction }], limit: limit + 1 },
    );
    const uses = await this.usesOf(found.map(({ account }) => account));
    return cursorPage(
      found,
      limit,
      (account) => [account[by], account.account],
      (account) => this.viewOf(account, uses),
    );
  }

  /** Throws AccountNotFound. */
  async read(name: string): Promise<AccountDocument> {
    const em = UnitOfWork.current();
    const account = await em.findOne(AccountSchema, { account: name });
    if (account === null) throw new AccountNotFound(name);
    return this.documentOf(account);
  }

  /** Throws AccountExists. */
  async create(name: string, standing: Standing): Promise<AccountDocument> {
    const em = UnitOfWork.current();
    const known = await em.findOne(AccountSchema, { account: name });
    if (known !== null) throw new AccountExists(name, known.name);
    const account = em.create(AccountSchema, {
      account: name,
      ...columnsOf(standing),
      passwordHash: null,
      lockedUntil: null,
    });
    await em.insert(account);
    return this.changed(account, 'created');
  }

  /** From now on, for open sessions too. Throws AccountNotFound; LastAdministrator. */
  async change(name: string, standing: Standing): Promise<AccountDocument> {
    const account = await this.held(name, standing.roles.includes('administrator'));
    Object.assign(account, columnsOf(standing));
    return this.changed(account, 'changed');
  }

  /** Ends its sessions and its links. Throws AccountNotFound; AccountDisabled; LastAdministrator. */
  async disable(name: string, reason: string): Promise<AccountDocument> {
    const account = await this.held(name, false);
    if (account.disabled) throw new AccountDisabled(name);
    account.disabled = true;
    await UnitOfWork.current().nativeDelete(SignInLinkSchema, { account: name });
    return this.changed(await this.signedOut(account), 'disabled', reason);
  }

  /** Throws AccountNotFound; AccountEnabled. */
  async enable(name: string): Promise<AccountDocument> {
    const account = await this.held(name, true);
    if (!account.disabled) throw new AccountEnabled(name);
    account.disabled = false;
    return this.changed(account, 'enabled');
  }

  /** Forgets the password and the wrong attempts, and ends the sessions; a link lets its person set another. Throws AccountNotFound. */
  async resetPassword(name: string): Promise<AccountDocument> {
    const account = await this.held(name, true);
    Object.assign(account, { passwordHash: null, failedAttempts: 0, lockedUntil: null });
    return this.changed(await this.signedOut(account), 'password-reset');
  }

  /**
   * Signs its person in once, within {@link linkHours}. A transaction of its own, so that no idempotency key keeps the answer. Throws
   * AccountNotFound; AccountDisabled.
   */
  issueLink(name: string, session: Session): Promise<IssuedLink> {
    return this.unitOfWork.run(session, async () => {
      const account = await this.held(name, true);
      if (account.disabled) throw new AccountDisabled(name);
      const link = newSecret();
      const expiresAt = new Date(this.clock.now().getTime() + linkHours * hour);
      UnitOfWork.current().create(
        SignInLinkSchema,
        { secretHash: hashOfSecret(link), account: name, expiresAt, usedAt: null },
        { persist: true },
      );
      this.noteChange(account, 'link-issued', null);
      return { link, expiresAt: expiresAt.toISOString() };
    });
  }

  /** Under lock. Where its person stops being an administrator, so are all who are one: of two who go at once, one stays. */
  private async held(name: string, isAdministratorAfter: boolean): Promise<Account> {
    const em = UnitOfWork.current();
    const administrators = { disabled: false, [raw('roles @> ?::jsonb', ['["administrator"]'])]: [] };
    const held = await em.find(
      AccountSchema,
      isAdministratorAfter ? { account: name } : { $or: [{ account: name }, administrators] },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { account: 'asc' }, refresh: true },
    );
    const account = held.find((one) => one.account === name);
    if (account === undefined) throw new AccountNotFound(name);
    const isOne = (one: Account): boolean => !one.disabled && one.roles.includes('administrator');
    if (!isAdministratorAfter && isOne(account) && held.filter(isOne).length === 1) throw new LastAdministrator(name);
    return account;
  }

  private async signedOut(account: Account): Promise<Account> {
    await UnitOfWork.current().nativeDelete(BrowserSessionSchema, { account: account.account });
    return account;
  }

  private async changed(
    account: Account,
    kind: AccountChangeKind,
    reason: string | null = null,
  ): Promise<AccountDocument> {
    this.noteChange(account, kind, reason);
    await UnitOfWork.current().flush();
    return this.documentOf(account);
  }

  private noteChange({ account, name, roles, cities }: Account, kind: AccountChangeKind, reason: string | null): void {
    const { actor: by } = UnitOfWork.session();
    const at = this.clock.now();
    UnitOfWork.current().create(
      AccountChangeSchema,
      { account, kind, by, at, reason, name, roles, cities },
      { persist: true },
    );
  }

  private async documentOf(account: Account): Promise<AccountDocument> {
    const changes = await UnitOfWork.current().find(
      AccountChangeSchema,
      { account: account.account },
      { orderBy: { id: 'desc' }, limit: mostChangesShown },
    );
    return {
      ...this.viewOf(account, await this.usesOf([account.account])),
      history: changes.map(({ at, kind, by, reason, name, roles, cities }) => ({
        at: at.toISOString(),
        kind,
        by,
        reason,
        name,
        roles,
        ...citiesOf(cities),
      })),
    };
  }

  private async usesOf(accounts: readonly string[]): Promise<Uses> {
    const sessions = await UnitOfWork.current().find(BrowserSessionSchema, { account: { $in: [...accounts] } });
    const uses = new Map<string, Date[]>();
    for (const { account, lastUsedAt } of sessions) uses.set(account, [...(uses.get(account) ?? []), lastUsedAt]);
    return uses;
  }

  private viewOf(
    { account, name, roles, cities, disabled, lockedUntil, passwordHash }: Account,
    uses: Uses,
  ): AccountView {
    const used = uses.get(account) ?? [];
    const last = used.reduce<Date | null>((latest, at) => (latest === null || at > latest ? at : latest), null);
    const isLocked = lockedUntil !== null && lockedUntil > this.clock.now();
    return {
      account,
      name,
      roles,
      ...citiesOf(cities),
      state: disabled ? 'disabled' : 'active',
      lockedUntil: isLocked ? lockedUntil.toISOString() : null,
      hasPassword: passwordHash !== null,
      sessions: used.length,
      lastSeenAt: last?.toISOString() ?? null,
    };
  }
}

/** When each open session of an account was used last. */
type Uses = ReadonlyMap<string, readonly Date[]>;

function columnsOf({ name, roles, cities }: Standing): Pick<Account, 'name' | 'roles' | 'cities'> {
  return { name, roles: [...roles], cities: cities === 'all' ? null : [...cities] };
}

function citiesOf(cities: readonly string[] | null): Pick<AccountView, 'allCities' | 'cities'> {
  return { allCities: cities === null, cities: cities ?? [] };
}
