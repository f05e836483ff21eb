import { personKey, SystemClock, systemSession } from '@rotables/domain-kernel';
import { createOrm, UnitOfWork } from '@rotables/persistence';
import { tellOfUntoldAccounts } from '../accounts/tell-accounts.js';
import { firstAdministrator, sampleAccounts, sampleColleagues, type NewAccount } from './sample-accounts.js';
import { hashOfSecret, newSecret } from './secret.js';
import { forgetSpentLinks } from './spent-links.js';

/**
 * Who gets a link: the accounts named; the sample's people, unless people of the organisation's own work here already; or the
 * administrators. Who is missing is made: one administrator, where nobody can let others in.
 */
export type SignInPeople = readonly NewAccount[] | 'sample' | 'administrators';

/** For whom links are made. */
export interface SignInLinkOrder {
  /** postgres:// address of the console's database, migrated; under its owner or its application's role. */
  readonly databaseUrl: string;
  /** Where people reach the console, for example `http://127.0.0.1:7300`. */
  readonly consoleUrl: string;
  /** Accounts that exist are left as they are, and who is disabled gets no link. */
  readonly people: SignInPeople;
  /** How long a link is good for; 12 hours by default. */
  readonly minutes?: number;
}

export interface SignInLink extends NewAccount {
  /** Signs in once. The secret is in the fragment, which browsers send to nobody, so it stands in no log of a server. */
  readonly url: string;
}

/** Makes one link per account, for the terminal of whoever runs the installation. Earlier links stay good until they expire. */
export async function createSignInLinks(order: SignInLinkOrder): Promise<readonly SignInLink[]> {
  const { databaseUrl, consoleUrl, people, minutes = 12 * 60 } = order;
  return atTerminal(databaseUrl, async () => {
    const links: SignInLink[] = [];
    for (const account of await accountsOf(people)) {
      links.push({ ...account, url: `${consoleUrl}/sign-in#link=${await newLink(account, minutes)}` });
    }
    return links;
  });
}

/** Makes those of the accounts that are missing, without letting anybody in; accounts that exist are left as they are. */
export async function createAccounts(databaseUrl: string, accounts: readonly NewAccount[]): Promise<void> {
  await atTerminal(databaseUrl, () => make(accounts));
}

/** In one transaction on the console's database, beside the console itself, whose relay publishes what is told of new accounts. */
async function atTerminal<Result>(databaseUrl: string, work: () => Promise<Result>): Promise<Result> {
  const database = await createOrm({ databaseUrl, entities: [], applicationName: 'console terminal', poolSize: 1 });
  try {
    return await database.unitOfWork.run(systemSession('terminal'), work);
  } finally {
    await database.close();
  }
}

async function accountsOf(people: SignInPeople): Promise<readonly NewAccount[]> {
  const known = await enabledAccounts();
  if (people === 'administrators' || (people === 'sample' && hasPeopleOfItsOwn(known))) {
    const administrators = known.filter(isAdministrator);
    return administrators.length > 0 ? administrators : made([firstAdministrator]);
  }
  if (people !== 'sample') return made(people);
  await make(sampleColleagues);
  return made(sampleAccounts);
}

/** Somebody who is neither of the sample nor an administrator, and nobody of the sample's. */
function hasPeopleOfItsOwn(known: readonly NewAccount[]): boolean {
  const others = known.filter((account) => !isAdministrator(account));
  const isOfSample = ({ account }: NewAccount): boolean => sampleAccounts.some((sample) => sample.account === account);
  return others.length > 0 && !others.some(isOfSample);
}

const isAdministrator = ({ roles }: NewAccount): boolean => roles.includes('administrator');

/** The other services are told of new ones with the same commit. */
async function make(accounts: readonly NewAccount[]): Promise<void> {
  const rows = accounts.map((account) => ({
    ...account,
    person: personKey(account.account),
    cities: account.cities === 'all' ? null : account.cities,
  }));
  await UnitOfWork.preparedQuery(
    'accounts-made',
    `insert into account (account, person, name, roles, cities, department)
     select account, person, name, roles, cities, department
     from jsonb_to_recordset($1) as new (account text, person text, name text, roles jsonb, cities jsonb, department text)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
  await tellOfUntoldAccounts(new SystemClock().now());
}

/** Those of the accounts who may sign in, as they stand. */
async function made(accounts: readonly NewAccount[]): Promise<readonly NewAccount[]> {
  await make(accounts);
  const known = await enabledAccounts();
  return accounts.flatMap(({ account }) => known.find((one) => one.account === account) ?? []);
}

async function enabledAccounts(): Promise<readonly NewAccount[]> {
  const { rows } = await UnitOfWork.preparedQuery<NewAccount>(
    'accounts-enabled',
    `select account, name, roles, coalesce(cities, '"all"') as cities, department from account where not disabled order by account`,
    [],
  );
  return rows;
}

async function newLink({ account }: NewAccount, minutes: number): Promise<string> {
  const secret = newSecret();
  await forgetSpentLinks();
  await UnitOfWork.preparedQuery(
    'sign-in-link-made',
    `insert into sign_in_link (secret_hash, account, expires_at) values ($1, $2, clock_timestamp() + make_interval(mins => $3))`,
    [hashOfSecret(secret), account, minutes],
  );
  return secret;
}
