import pg from 'pg';
import { sampleAccounts, type NewAccount } from './sample-accounts.js';
import { hashOfSecret, newSecret } from './secret.js';

/** For whom links are made. */
export interface SignInLinkOrder {
  /** postgres:// address of the console's database, migrated; under its owner or its application's role. */
  readonly databaseUrl: string;
  /** Where people reach the console, for example `http://127.0.0.1:7300`. */
  readonly consoleUrl: string;
  /** Created where they do not exist yet, and left as they are where they do; the sample's people by default. */
  readonly accounts?: readonly NewAccount[];
  /** How long a link is good for; 12 hours by default. */
  readonly minutes?: number;
}

export interface SignInLink extends NewAccount {
  /** Signs in once. The secret is in the fragment, which browsers send to nobody, so it stands in no log of a server. */
  readonly url: string;
}

/** Makes one link per account, for the terminal of whoever runs the installation. Earlier links stay good until they expire. */
export async function createSignInLinks(order: SignInLinkOrder): Promise<readonly SignInLink[]> {
  const { databaseUrl, consoleUrl, accounts = sampleAccounts, minutes = 12 * 60 } = order;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    const links: SignInLink[] = [];
    for (const account of accounts) {
      links.push({ ...account, url: `${consoleUrl}/sign-in#link=${await newLink(client, account, minutes)}` });
    }
    await client.query('commit');
    return links;
  } finally {
    await client.end();
  }
}

async function newLink(client: pg.Client, account: NewAccount, minutes: number): Promise<string> {
  const { roles, cities, name } = account;
  await client.query(
    `insert into account (account, name, roles, cities) values ($1, $2, $3, $4) on conflict (account) do nothing`,
    [account.account, name, JSON.stringify(roles), cities === 'all' ? null : JSON.stringify(cities)],
  );
  const secret = newSecret();
  await client.query(
    `insert into sign_in_link (secret_hash, account, expires_at) values ($1, $2, clock_timestamp() + make_interval(mins => $3))`,
    [hashOfSecret(secret), account.account, minutes],
  );
  return secret;
}
