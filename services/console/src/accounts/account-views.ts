import type { InferEntity } from '@mikro-orm/postgresql';
import type { Department } from '@rotables/contracts';
import type { KnownSite } from '@rotables/directory';
import type { Role } from '@rotables/domain-kernel';
import type {
  AccountChangeKind,
  AccountChangeSchema,
  AccountProposalSchema,
  AccountSchema,
} from '../sign-in/sign-in.schema.js';
import type { Standing } from './standing.js';

export type Account = InferEntity<typeof AccountSchema>;
export type AccountProposal = InferEntity<typeof AccountProposalSchema>;
type AccountChange = InferEntity<typeof AccountChangeSchema>;

/** Who somebody is and what he may do where, as pages show it. */
interface StandingView {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly allCities: boolean;
  /** Empty where `allCities` is true. */
  readonly cities: readonly string[];
  readonly department: Department | null;
}

export interface AccountView extends StandingView {
  readonly account: string;
  readonly state: 'active' | 'disabled';
  /** Until then no password is taken, after too many wrong ones; a link is. */
  readonly lockedUntil: string | null;
  readonly hasPassword: boolean;
  /** Of the sessions that are open, in how many browsers, and when one was used last. */
  readonly sessions: number;
  readonly lastSeenAt: string | null;
}

export interface AccountChangeView extends StandingView {
  readonly at: string;
  readonly kind: AccountChangeKind;
  readonly by: string;
  readonly reason: string | null;
}

export interface AccountProposalView extends StandingView {
  readonly id: string;
  readonly account: string;
  /** What the account has until it is confirmed. */
  readonly rolesNow: readonly Role[];
  readonly citiesNow: readonly string[];
  readonly enables: boolean;
  /** What is to be confirmed: roles and cities, or a link that lets somebody in as this account. */
  readonly proposes: 'grant' | 'sign-in-link';
  readonly state: AccountProposal['state'];
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
}

export interface AccountDocument extends AccountView {
  /** The latest first. */
  readonly history: readonly AccountChangeView[];
  /** A grant that waits for a second person (O3). */
  readonly proposal: AccountProposalView | null;
  /** Sites in this person's custody: to be handed over, most of all where the account is disabled (O6). */
  readonly keeps: readonly Pick<KnownSite, 'site' | 'city' | 'nameZh' | 'nameEn'>[];
}

/** When each open session of an account was used last. */
export type Uses = ReadonlyMap<string, readonly Date[]>;

export function accountView(account: Account, uses: Uses, now: Date): AccountView {
  const used = uses.get(account.account) ?? [];
  const last = used.reduce<Date | null>((latest, at) => (latest === null || at > latest ? at : latest), null);
  const { lockedUntil } = account;
  return {
    account: account.account,
    ...standingView(account),
    state: account.disabled ? 'disabled' : 'active',
    lockedUntil: lockedUntil !== null && lockedUntil > now ? lockedUntil.toISOString() : null,
    hasPassword: account.passwordHash !== null,
    sessions: used.length,
    lastSeenAt: last?.toISOString() ?? null,
  };
}

export function changeView(change: AccountChange): AccountChangeView {
  const { at, kind, by, reason } = change;
  return { at: at.toISOString(), kind, by, reason, ...standingView(change) };
}

export function proposalView(proposal: AccountProposal, account: Account | undefined): AccountProposalView {
  const { enables, state, proposedBy, decidedBy, decidedAt, reason } = proposal;
  return {
    id: String(proposal.id),
    account: proposal.account,
    ...standingView(proposal),
    rolesNow: account?.disabled === false ? account.roles : [],
    citiesNow: account?.disabled === false ? (account.cities ?? []) : [],
    enables,
    proposes: proposal.signInLink === null ? 'grant' : 'sign-in-link',
    state,
    proposedBy,
    proposedAt: proposal.proposedAt.toISOString(),
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
    reason,
  };
}

type StandingColumns = Pick<Account, 'name' | 'roles' | 'cities' | 'department'>;

function standingView({ name, roles, cities, department }: StandingColumns): StandingView {
  return { name, roles, allCities: cities === null, cities: cities ?? [], department };
}

export function columnsOf({ name, roles, cities, department }: Standing): StandingColumns {
  return { name, roles: [...roles], cities: cities === 'all' ? null : [...cities], department };
}

export function standingOf({ name, roles, cities, department }: StandingColumns): Standing {
  return { name, roles, cities: cities ?? 'all', department };
}
