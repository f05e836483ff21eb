import pg from 'pg';
import { firstAdministrator, sampleAccounts, sampleColleagues, type NewAccount } from './sample-accounts.js';
import { hashOfSecret, newSecret } from './secret.js';

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
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    const links: SignInLink[] = [];
    for (const account of await accountsOf(client, people)) {
      links.push({ ...account, url: `${consoleUrl}/sign-in#link=${await newLink(client, account, minutes)}` });
    }
    await client.query('commit');
    return links;
  } finally {
    await client.end();
  }
}

async function accountsOf(client: pg.Client, people: SignInPeople): Promise<readonly NewAccount[]> {
  const known = await enabledAccounts(client);
  if (people === 'administrators' || (people === 'sample' && hasPeopleOfItsOwn(known))) {
    const administrators = known.filter(isAdministrator);
    return administrators.length > 0 ? administrators : made(client, [firstAdministrator]);
  }
  if (people !== 'sample') return made(client, people);
  await make(client, sampleColleagues);
  return made(client, sampleAccounts);
}

/** Somebody who is neither of the sample nor an administrator, and nobody of the sample's. */
function hasPeopleOfItsOwn(known: readonly NewAccount[]): boolean {
  const others = known.filter((account) => !isAdministrator(account));
  const isOfSample = ({ account }: NewAccount): boolean => sampleAccounts.some((sample) => sample.account === account);
  return others.length > 0 && !others.some(isOfSample);
}

const isAdministrator = ({ roles }: NewAccount): boolean => roles.includes('administrator');

async function make(client: pg.Client, accounts: readonly NewAccount[]): Promise<void> {
  const rows = accounts.map((account) => ({ ...account, cities: account.cities === 'all' ? null : account.cities }));
  await client.query(
    `insert into account (account, name, roles, cities)
     select account, name, roles, cities from jsonb_to_recordset($1) as new (account text, name text, roles jsonb, cities jsonb)
     on conflict (account) do nothing`,
    [JSON.stringify(rows)],
  );
}

/** Those of the accounts who may sign in, as they stand. */
async function made(client: pg.Client, accounts: readonly NewAccount[]): Promise<readonly NewAccount[]> {
  await make(client, accounts);
  const known = await enabledAccounts(client);
  return accounts.flatMap(({ account }) => known.find((one) => one.account === account) ?? []);
}

async function enabledAccounts(client: pg.Client): Promise<readonly NewAccount[]> {
  const { rows } = await client.query<NewAccount>(
    `select account, name, roles, coalesce(cities, '"all"') as cities from account where not disabled order by account`,
  );
  return rows;
}

async function newLink(client: pg.Client, { account }: NewAccount, minutes: number): Promise<string> {
  const secret = newSecret();
  await client.query(
    `insert into sign_in_link (secret_hash, account, expires_at) values ($1, $2, clock_timestamp() + make_interval(mins => $3))`,
    [hashOfSecret(secret), account, minutes],
  );
  return secret;
}
