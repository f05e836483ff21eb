import { Injectable } from '@nestjs/common';
import { LockMode, raw, UniqueConstraintViolationException, type FilterQuery } from '@mikro-orm/postgresql';
import { accountChangedV1 } from '@rotables/contracts';
import { Directory } from '@rotables/directory';
import { WallClock, personKey, samePerson, type Role, type Session } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { SecurityLog, type AskedBy } from '@rotables/service-host';
import { hashOfSecret, newSecret } from '../sign-in/secret.js';
import { SignInLinkNotValid } from '../sign-in/sign-in.errors.js';
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
  type AccountProposal,
} from './account-views.js';
import {
  AccountChangePending,
  AccountDisabled,
  AccountEnabled,
  AccountExists,
  AccountNotFound,
  AccountWithoutRole,
  LastAdministrator,
  LastWhoConfirms,
  OwnAccount,
} from './accounts.errors.js';
import { usesOf } from './account-queries.js';
import { differsInDuties, grantsMoney, rolesThatConfirm } from './separation-of-duties.js';
import type { Standing } from './standing.js';
import { accountChanged } from './tell-accounts.js';

const linkHours = 12;
const hour = 3_600_000;
const mostChangesShown = 100;
/** What lets somebody in; the other changes are of what he may do. */
const changesOfCredentials: ReadonlySet<AccountChangeKind> = new Set([
  'password-reset',
  'link-issued',
  'link-proposed',
  'link-confirmed',
  'link-refused',
]);

export interface IssuedLink {
  /** Stands after `#link=` in the address; nobody can read it again. */
  readonly link: string;
  readonly expiresAt: string;
  /** It lets nobody in before a second person has confirmed it, because its account moves money (O3). */
  readonly waitsForSecondPerson: boolean;
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
    return waits ? this.propose(account, standing, { enables: true }) : document;
  }

  /**
   * From now on, for open sessions too; a grant that moves money waits as a whole for a second person. Ends links, which were for who had the
   * account before. Throws AccountNotFound; LastAdministrator; LastWhoConfirms; OwnAccount; AccountChangePending.
   */
  async change(name: string, standing: Standing): Promise<AccountDocument> {
    const account = await this.held(name, standing.roles);
    await this.ensureNothingWaits(name);
    const before = standingOf(account);
    if (samePerson(UnitOfWork.session().actor, name) && differsInDuties(before, standing)) throw new OwnAccount(name);
    // One that is disabled lets nobody in; it is asked about when it is enabled.
    if (!account.disabled && (await this.needsSecond(before, standing))) return this.propose(account, standing);
    Object.assign(account, columnsOf(standing));
    await this.endLinks(name);
    return this.changed(account, 'changed');
  }

  /** Ends its sessions, its links and a grant that waits. Throws AccountNotFound; AccountDisabled; LastAdministrator; LastWhoConfirms. */
  async disable(name: string, reason: string): Promise<AccountDocument> {
    const account = await this.held(name, []);
    if (account.disabled) throw new AccountDisabled(name);
    account.disabled = true;
    await this.endLinks(name);
    await this.refuseWhatWaits({ account: name }, reason);
    return this.changed(await this.signedOut(account), 'disabled', reason);
  }

  /**
   * Where it moves money, that waits for a second person, as if it were new. Throws AccountNotFound; AccountEnabled; AccountChangePending;
   * AccountWithoutRole.
   */
  async enable(name: string): Promise<AccountDocument> {
    const account = await this.held(name);
    if (!account.disabled) throw new AccountEnabled(name);
    await this.ensureNothingWaits(name);
    if (account.roles.length === 0) throw new AccountWithoutRole(name);
    const standing = standingOf(account);
    if (await this.needsSecond(null, standing)) return this.propose(account, standing, { enables: true });
    account.disabled = false;
    return this.changed(account, 'enabled');
  }

  /** Forgets the password and the wrong attempts, and ends sessions and links; a new link lets its person set another. Throws AccountNotFound. */
  async resetPassword(name: string): Promise<AccountDocument> {
    const account = await this.held(name);
    Object.assign(account, { passwordHash: null, failedAttempts: 0, lockedUntil: null });
    await this.endLinks(name);
    await this.refuseWhatWaits({ account: name, signInLink: { $ne: null } }, null);
    await this.noteChange(await this.signedOut(account), 'password-reset', null);
    await UnitOfWork.current().flush();
    return this.documentOf(account);
  }

  /**
   * Signs its person in once, within {@link linkHours}; its history says by whose link. Whoever makes a link could use it himself, so that one
   * into an account that moves money lets nobody in before a second person has confirmed it (O3). A transaction of its own, so that no
   * idempotency key keeps the answer. Throws AccountNotFound; AccountDisabled; AccountChangePending.
   */
  issueLink(name: string, session: Session, asked: AskedBy): Promise<IssuedLink> {
    const issue = async (): Promise<IssuedLink> => {
      const account = await this.held(name);
      if (account.disabled) throw new AccountDisabled(name);
      const waitsForSecondPerson = await this.needsSecond(null, standingOf(account));
      if (waitsForSecondPerson) await this.ensureNothingWaits(name);
      await forgetSpentLinks();
      const link = newSecret();
      const secretHash = hashOfSecret(link);
      const expiresAt = this.linkExpiry();
      UnitOfWork.current().create(
        SignInLinkSchema,
        { secretHash, account: name, expiresAt, usedAt: null, issuedBy: session.actor },
        { persist: true },
      );
      if (waitsForSecondPerson) await this.propose(account, standingOf(account), { signInLink: secretHash });
      else await this.noteChange(account, 'link-issued', null);
      return { link, expiresAt: expiresAt.toISOString(), waitsForSecondPerson };
    };
    return this.unitOfWork.run(session, issue, asked);
  }

  /** From now on it is good for {@link linkHours}. Throws AccountNotFound; AccountDisabled; SignInLinkNotValid where it is gone. */
  async confirmLink(name: string, secretHash: string): Promise<void> {
    const account = await this.held(name);
    if (account.disabled) throw new AccountDisabled(name);
    const confirmed = await UnitOfWork.current().nativeUpdate(
      SignInLinkSchema,
      { secretHash, usedAt: null },
      { expiresAt: this.linkExpiry() },
    );
    if (confirmed === 0) throw new SignInLinkNotValid();
    await this.noteChange(account, 'link-confirmed', null);
    await UnitOfWork.current().flush();
  }

  /** It lets nobody in any more. Throws AccountNotFound. */
  async refuseLink(name: string, secretHash: string, reason: string): Promise<void> {
    const account = await this.held(name);
    await UnitOfWork.current().nativeDelete(SignInLinkSchema, { secretHash });
    await this.noteChange(account, 'link-refused', reason);
    await UnitOfWork.current().flush();
  }

  /**
   * What was proposed holds from now on; the proposal itself is decided by AccountProposals. Throws AccountNotFound; LastAdministrator;
   * LastWhoConfirms.
   */
  async grant(name: string, standing: Standing, enables: boolean): Promise<AccountDocument> {
    const account = await this.held(name, standing.roles);
    Object.assign(account, columnsOf(standing), enables ? { disabled: false } : {});
    await this.endLinks(name);
    return this.changed(account, 'grant-confirmed');
  }

  /** Leaves the account as it is. Throws AccountNotFound. */
  async refuseGrant(name: string, reason: string): Promise<AccountDocument> {
    const account = await this.held(name);
    await this.noteChange(account, 'grant-refused', reason);
    await UnitOfWork.current().flush();
    return this.documentOf(account);
  }

  private async propose(
    account: Account,
    standing: Standing,
    { enables = false, signInLink = null }: { readonly enables?: boolean; readonly signInLink?: string | null } = {},
  ): Promise<AccountDocument> {
    UnitOfWork.current().create(
      AccountProposalSchema,
      {
        account: account.account,
        ...columnsOf(standing),
        enables,
        signInLink,
        proposedBy: UnitOfWork.session().actor,
        proposedAt: this.clock.now(),
        state: 'proposed',
        decidedBy: null,
        decidedAt: null,
        reason: null,
      },
      { persist: true },
    );
    const kind = signInLink === null ? 'grant-proposed' : 'link-proposed';
    await this.noteChange({ ...account, ...columnsOf(standing) }, kind, null);
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

  private async refuseWhatWaits(which: FilterQuery<AccountProposal>, reason: string | null): Promise<void> {
    await UnitOfWork.current().nativeUpdate(
      AccountProposalSchema,
      { $and: [{ state: 'proposed' }, which] },
      { state: 'refused', reason, decidedBy: UnitOfWork.session().actor, decidedAt: this.clock.now() },
    );
  }

  private linkExpiry(): Date {
    return new Date(this.clock.now().getTime() + linkHours * hour);
  }

  /**
   * Under lock, with all who confirm where its person may stop being one of them: of two who go at once, one stays. The roles that he has
   * afterwards; unless said he keeps his. Throws AccountNotFound; LastAdministrator; LastWhoConfirms.
   */
  private async held(name: string, rolesAfter?: readonly Role[]): Promise<Account> {
    const em = UnitOfWork.current();
    const withRole = rolesThatConfirm.map(() => 'roles @> ?::jsonb').join(' or ');
    const confirmers = {
      disabled: false,
      [raw(
        `(${withRole})`,
        rolesThatConfirm.map((role) => JSON.stringify([role])),
      )]: [],
    };
    const held = await em.find(
      AccountSchema,
      rolesAfter === undefined ? { account: name } : { $or: [{ account: name }, confirmers] },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { account: 'asc' }, refresh: true },
    );
    const account = held.find((one) => one.account === name);
    if (account === undefined) throw new AccountNotFound(name);
    if (rolesAfter !== undefined && !account.disabled) {
      const others = held.filter((one) => !one.disabled && one !== account);
      const stopsBeing = (role: Role): boolean => account.roles.includes(role) && !rolesAfter.includes(role);
      if (stopsBeing('administrator') && !others.some(({ roles }) => roles.includes('administrator')))
        throw new LastAdministrator(name);
      const confirms = (roles: readonly Role[]): boolean => roles.some((role) => rolesThatConfirm.includes(role));
      if (confirms(account.roles) && !confirms(rolesAfter) && others.length <= 1)
        throw new LastWhoConfirms(name, others[0]?.account ?? UnitOfWork.session().actor);
    }
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
      ...accountView(account, await usesOf([name]), this.clock.now()),
      history: changes.map(changeView),
      proposal: proposal === null ? null : proposalView(proposal, account),
      keeps: keeps.map(({ site, city, nameZh, nameEn }) => ({ site, city, nameZh, nameEn })),
    };
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
