import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { WallClock } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, type CursorPage } from '@rotables/service-host';
import { AccountProposalSchema, AccountSchema } from '../sign-in/sign-in.schema.js';
import { Accounts } from './accounts.js';
import { proposalView, standingOf, type AccountProposal, type AccountProposalView } from './account-views.js';
import { AccountProposalDecided, AccountProposalNotFound, GrantNeedsAnotherPerson } from './accounts.errors.js';
import { mayConfirm } from './separation-of-duties.js';

export interface ProposalQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: AccountProposal['state'] | undefined;
}

/** Grants that move money, and links into accounts that do, until a second person confirms or refuses them (O3). */
@Injectable()
export class AccountProposals {
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: WallClock,
  ) {}

  /** The latest first. Throws InvalidInput for a cursor. */
  async list({ limit, cursor, state }: ProposalQuery): Promise<CursorPage<AccountProposalView>> {
    const after = decodeCursor(cursor, ['string']);
    const found = await UnitOfWork.current().find(
      AccountProposalSchema,
      { ...(state === undefined ? {} : { state }), ...(after ? { id: { $lt: BigInt(after[0]) } } : {}) },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    const accounts = await UnitOfWork.current().find(AccountSchema, {
      account: { $in: found.map(({ account }) => account) },
    });
    return cursorPage(
      found,
      limit,
      ({ id }) => [String(id)],
      (proposal) =>
        proposalView(
          proposal,
          accounts.find(({ account }) => account === proposal.account),
        ),
    );
  }

  /** Throws AccountProposalNotFound. */
  async read(id: string): Promise<AccountProposalView> {
    const proposal = await this.found(id);
    const account = await UnitOfWork.current().findOneOrFail(AccountSchema, { account: proposal.account });
    return proposalView(proposal, account);
  }

  /** Throws AccountProposalNotFound; AccountProposalDecided; GrantNeedsAnotherPerson; LastAdministrator; LastWhoConfirms; SignInLinkNotValid. */
  async confirm(id: string): Promise<AccountProposalView> {
    const proposal = await this.open(id);
    const { actor } = UnitOfWork.session();
    if (!mayConfirm(actor, proposal)) throw new GrantNeedsAnotherPerson(proposal.account, proposal.proposedBy);
    this.decide(proposal, 'confirmed', null);
    const { account, signInLink } = proposal;
    if (signInLink === null) await this.accounts.grant(account, standingOf(proposal), proposal.enables);
    else await this.accounts.confirmLink(account, signInLink);
    return this.read(id);
  }

  /** Also by who proposed it, who thinks better of it. Throws AccountProposalNotFound; AccountProposalDecided. */
  async refuse(id: string, reason: string): Promise<AccountProposalView> {
    const proposal = await this.open(id);
    this.decide(proposal, 'refused', reason);
    const { account, signInLink } = proposal;
    if (signInLink === null) await this.accounts.refuseGrant(account, reason);
    else await this.accounts.refuseLink(account, signInLink, reason);
    return this.read(id);
  }

  private decide(proposal: AccountProposal, state: 'confirmed' | 'refused', reason: string | null): void {
    Object.assign(proposal, {
      state,
      reason,
      decidedBy: UnitOfWork.session().actor,
      decidedAt: this.clock.now(),
    });
  }

  private async found(id: string): Promise<AccountProposal> {
    const proposal = /^\d{1,18}$/.test(id)
      ? await UnitOfWork.current().findOne(AccountProposalSchema, { id: BigInt(id) })
      : null;
    if (proposal === null) throw new AccountProposalNotFound(id);
    return proposal;
  }

  /** Its account is locked first, as every change of it does, then the proposal. */
  private async open(id: string): Promise<AccountProposal> {
    const em = UnitOfWork.current();
    const { account } = await this.found(id);
    await em.findOne(AccountSchema, { account }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    const proposal = await em.findOneOrFail(
      AccountProposalSchema,
      { id: BigInt(id) },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (proposal.state !== 'proposed') throw new AccountProposalDecided(account, proposal.state);
    return proposal;
  }
}
