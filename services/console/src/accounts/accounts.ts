import { Injectable } from '@nestjs/common';
import { LockMode, raw, UniqueConstraintViolationException, type FilterQuery } from '@mikro-orm/postgresql';
import { accountChangedV1 } from '@rotables/contracts';
import { Directory } from '@rotables/directory';
import { WallClock, InvalidInput, personKey, samePerson, type Session } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, SecurityLog, type AskedBy, type CursorPage } from '@rotables/service-host';
import { hashOfSecret, newSecret } from '../sign-in/secret.js';
import { forgetSpentLinks } from '../sign-in/spent-links.js';
import {
  AccountChangeSchema,
  AccountProposalSchema,
  AccountSchema,
  BrowserSessionSchema,
  SignInLinkSchema,
  type AccountChangeKind,
} from '../sign-in/sign-in.schema.js';
import {
  accountView,
  changeView,
  columnsOf,
  proposalView,
  standingOf,
  type Account,
  type AccountDocument,
  type AccountView,
  type Uses,
} from './account-views.js';
import {
  AccountChangePending,
  AccountDisabled,
  AccountEnabled,
  AccountExists,
  AccountNotFound,
  AccountWithoutRole,
  LastAdministrator,
  OwnAccount,
} from './accounts.errors.js';
import { differsInDuties, grantsMoney, rolesThatConfirm } from './separation-of-duties.js';
import type { Standing } from './standing.js';
import { accountChanged } from './tell-accounts.js';

const linkHours = 12;
const hour = 3_600_000;
const mostChangesShown = 100;
/** What lets somebody in; the other changes are of what he may do. */
const changesOfCredentials: ReadonlySet<AccountChangeKind> = new Set(['password-reset', 'link-issued']);
const sortable = ['account', 'name'] as const;

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
    private readonly directory: Directory,
    private readonly security: SecurityLog,
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
      (account) => accountView(account, uses, this.clock.now()),
    );
  }

  /** Throws AccountNotFound. */
  async read(name: string): Promise<AccountDocument> {
    const em = UnitOfWork.current();
    const account = await em.findOne(AccountSchema, { account: name });
    if (account === null) throw new AccountNotFound(name);
    return this.documentOf(account);
  }

  /** One that moves money is made disabled and waits for a second person (O3). Throws AccountExists. */
  async create(name: string, standing: Standing): Promise<AccountDocument> {
    const em = UnitOfWork.current();
    const person = personKey(name);
    const known = await em.findOne(AccountSchema, { person });
    if (known !== null) throw new AccountExists(known.account, known.name);
    const waits = await this.needsSecond(null, standing);
    const account = em.create(
      AccountSchema,
      {
        account: name,
        person,
        ...columnsOf(waits ? { ...standing, roles: [] } : standing),
        disabled: waits,
        passwordHash: null,
        lockedUntil: null,
      },
      { persist: true },
    );
    await flushRefusingTwins(name, standing.name);
    const document = await this.changed(account, 'created');
    return waits ? this.propose(account, standing, true) : document;
  }

  /**
   * From now on, for open sessions too; a grant that moves money waits as a whole for a second person. Ends links, which were for who had the
   * account before. Throws AccountNotFound; LastAdministrator; OwnAccount; AccountChangePending.
   */
  async change(name: string, standing: Standing): Promise<AccountDocument> {
    const account = await this.held(name, standing.roles.includes('administrator'));
    await this.ensureNothingWaits(name);
    const before = standingOf(account);
    if (samePerson(UnitOfWork.session().actor, name) && differsInDuties(before, standing)) throw new OwnAccount(name);
    // One that is disabled lets nobody in; it is asked about when it is enabled.
    if (!account.disabled && (await this.needsSecond(before, standing))) return this.propose(account, standing, false);
    Object.assign(account, columnsOf(standing));
    await this.endLinks(name);
    return this.changed(account, 'changed');
  }

  /** Ends its sessions, its links and a grant that waits. Throws AccountNotFound; AccountDisabled; LastAdministrator. */
  async disable(name: string, reason: string): Promise<AccountDocument> {
    const account = await this.held(name, false);
    if (account.disabled) throw new AccountDisabled(name);
    account.disabled = true;
    await this.endLinks(name);
    await UnitOfWork.current().nativeUpdate(
      AccountProposalSchema,
      { account: name, state: 'proposed' },
      { state: 'refused', reason, decidedBy: UnitOfWork.session().actor, decidedAt: this.clock.now() },
    );
    return this.changed(await this.signedOut(account), 'disabled', reason);
  }

  /**
   * Where it moves money, that waits for a second person, as if it were new. Throws AccountNotFound; AccountEnabled; AccountChangePending;
   * AccountWithoutRole.
   */
  async enable(name: string): Promise<AccountDocument> {
    const account = await this.held(name, true);
    if (!account.disabled) throw new AccountEnabled(name);
    await this.ensureNothingWaits(name);
    if (account.roles.length === 0) throw new AccountWithoutRole(name);
    const standing = standingOf(account);
    if (await this.needsSecond(null, standing)) return this.propose(account, standing, true);
    account.disabled = false;
    return this.changed(account, 'enabled');
  }

  /** Forgets the password and the wrong attempts, and ends sessions and links; a new link lets its person set another. Throws AccountNotFound. */
  async resetPassword(name: string): Promise<AccountDocument> {
    const account = await this.held(name, true);
    Object.assign(account, { passwordHash: null, failedAttempts: 0, lockedUntil: null });
    await this.endLinks(name);
    await this.noteChange(await this.signedOut(account), 'password-reset', null);
    await UnitOfWork.current().flush();
    return this.documentOf(account);
  }

  /**
   * Signs its person in once, within {@link linkHours}; its history says by whose link. A transaction of its own, so that no idempotency key
   * keeps the answer. Throws AccountNotFound; AccountDisabled.
   */
  issueLink(name: string, session: Session, asked: AskedBy): Promise<IssuedLink> {
    const issue = async (): Promise<IssuedLink> => {
      const account = await this.held(name, true);
      if (account.disabled) throw new AccountDisabled(name);
      await forgetSpentLinks();
      const link = newSecret();
      const expiresAt = new Date(this.clock.now().getTime() + linkHours * hour);
      UnitOfWork.current().create(
        SignInLinkSchema,
        { secretHash: hashOfSecret(link), account: name, expiresAt, usedAt: null, issuedBy: session.actor },
        { persist: true },
      );
      await this.noteChange(account, 'link-issued', null);
      return { link, expiresAt: expiresAt.toISOString() };
    };
    return this.unitOfWork.run(session, issue, asked);
  }

  /** What was proposed holds from now on; the proposal itself is decided by AccountProposals. Throws AccountNotFound; LastAdministrator. */
  async grant(name: string, standing: Standing, enables: boolean): Promise<AccountDocument> {
    const account = await this.held(name, standing.roles.includes('administrator'));
    Object.assign(account, columnsOf(standing), enables ? { disabled: false } : {});
    await this.endLinks(name);
    return this.changed(account, 'grant-confirmed');
  }

  /** Leaves the account as it is. Throws AccountNotFound. */
  async refuseGrant(name: string, reason: string): Promise<AccountDocument> {
    const account = await this.held(name, true);
    await this.noteChange(account, 'grant-refused', reason);
    await UnitOfWork.current().flush();
    return this.documentOf(account);
  }

  private async propose(account: Account, standing: Standing, enables: boolean): Promise<AccountDocument> {
    UnitOfWork.current().create(
      AccountProposalSchema,
      {
        account: account.account,
        ...columnsOf(standing),
        enables,
        proposedBy: UnitOfWork.session().actor,
        proposedAt: this.clock.now(),
        state: 'proposed',
        decidedBy: null,
        decidedAt: null,
        reason: null,
      },
      { persist: true },
    );
    await this.noteChange({ ...account, ...columnsOf(standing) }, 'grant-proposed', null);
    await UnitOfWork.current().flush();
    return this.documentOf(account);
  }

  /**
   * Whether a second person is asked. In the first hours of an installation there is none: until somebody besides its first administrator
   * has ever been able to confirm, he grants alone (ADR 0013).
   */
  private async needsSecond(before: Standing | null, after: Standing): Promise<boolean> {
    if (!grantsMoney(before, after)) return false;
    const { rows } = await UnitOfWork.preparedQuery<{ account: string }>(
      'accounts-that-could-ever-confirm',
      `select account from account where roles ?| $1::text[] union select account from account_change where roles ?| $1::text[]`,
      [rolesThatConfirm],
    );
    const { actor } = UnitOfWork.session();
    return rows.some(({ account }) => !samePerson(account, actor));
  }

  private async ensureNothingWaits(account: string): Promise<void> {
    const waiting = await UnitOfWork.current().findOne(AccountProposalSchema, { account, state: 'proposed' });
    if (waiting !== null) throw new AccountChangePending(account, waiting.proposedBy);
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

  private async endLinks(account: string): Promise<void> {
    await UnitOfWork.current().nativeDelete(SignInLinkSchema, { account });
  }

  /** Noted in the history, and told to the other services in the same transaction. */
  private async changed(
    account: Account,
    kind: AccountChangeKind,
    reason: string | null = null,
  ): Promise<AccountDocument> {
    await this.noteChange(account, kind, reason);
    const { actor } = UnitOfWork.session();
    const stream = { topic: accountChangedV1.topic, key: account.account, city: null, version: account.version };
    account.version = await appendEvents(stream, [accountChanged(account, actor, this.clock.now())]);
    await UnitOfWork.current().flush();
    return this.documentOf(account);
  }

  /** In the account's history, and in the security log. */
  private async noteChange(
    { account, name, roles, cities, department }: Pick<Account, 'account' | 'name' | 'roles' | 'cities' | 'department'>,
    kind: AccountChangeKind,
    reason: string | null,
  ): Promise<void> {
    const { actor: by } = UnitOfWork.session();
    const at = this.clock.now();
    UnitOfWork.current().create(
      AccountChangeSchema,
      { account, kind, by, at, reason, name, roles, cities, department },
      { persist: true },
    );
    const what = changesOfCredentials.has(kind) ? 'credentials-changed' : 'roles-changed';
    await this.security.noteWithin(what, { account, how: kind, roles, cities: cities ?? 'all', reason });
  }

  private async documentOf(account: Account): Promise<AccountDocument> {
    const em = UnitOfWork.current();
    const { account: name } = account;
    const latest = { orderBy: { id: 'desc' }, limit: mostChangesShown } as const;
    const changes = await em.find(AccountChangeSchema, { account: name }, latest);
    const proposal = await em.findOne(AccountProposalSchema, { account: name, state: 'proposed' });
    const keeps = await this.directory.sitesKeptBy(name);
    return {
      ...accountView(account, await this.usesOf([name]), this.clock.now()),
      history: changes.map(changeView),
      proposal: proposal === null ? null : proposalView(proposal, account),
      keeps: keeps.map(({ site, city, nameZh, nameEn }) => ({ site, city, nameZh, nameEn })),
    };
  }

  private async usesOf(accounts: readonly string[]): Promise<Uses> {
    const sessions = await UnitOfWork.current().find(BrowserSessionSchema, { account: { $in: [...accounts] } });
    const uses = new Map<string, Date[]>();
    for (const { account, lastUsedAt } of sessions) uses.set(account, [...(uses.get(account) ?? []), lastUsedAt]);
    return uses;
  }
}

/** Of two who make accounts for one person at once, one is refused. */
async function flushRefusingTwins(account: string, name: string): Promise<void> {
  try {
    await UnitOfWork.current().flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AccountExists(account, name);
    throw error;
  }
}
