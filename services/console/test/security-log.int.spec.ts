import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningTestService, waitFor, BrowserOfTests } from '@rotables/testing';
import { consoleService, createSignInLinks } from '../src/index.js';

interface Noted {
  readonly what: string;
  readonly actor: string | null;
  readonly address: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

let directory: string;
let refusing: Server;
let service: RunningTestService;

const browser = (): BrowserOfTests => new BrowserOfTests(() => service.service.url);

async function signedIn(account: string, role: 'administrator' | 'auditor' | 'technician'): Promise<BrowserOfTests> {
  const people = [{ account, name: account, roles: [role], cities: 'all' }] as const;
  const order = { databaseUrl: service.database.url, consoleUrl: service.service.url, people };
  const [link] = await createSignInLinks(order);
  const one = browser();
  if (link === undefined || (await one.signIn(link)).status !== 201) throw new Error(`${account} was not let in.`);
  return one;
}

const noted = (where: string): Promise<readonly Noted[]> =>
  service.query<Noted>(`select what, actor, address, details from security_log where ${where} order by id`);

/** Requests do not wait for what is noted beside them. */
const notedSoon = async (where: string): Promise<readonly Noted[]> =>
  waitFor(async () => ((found) => (found.length > 0 ? found : null))(await noted(where)), { describe: where });

/** As from another machine: all of 127/8 is this one's. */
function postFrom(
  localAddress: string,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.service.url);
    const sent = request({
      hostname,
      port,
      path,
      method: 'POST',
      localAddress,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rotables-security-'));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [secret, known] = [join(directory, 'private.pem'), join(directory, 'public.pem')];
  await writeFile(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  await writeFile(known, publicKey.export({ type: 'spki', format: 'pem' }));
  refusing = createServer((_request, answer) =>
    answer.writeHead(403, { 'content-type': 'application/json' }).end('{}'),
  );
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  process.env['ACCESS_PRIVATE_KEY'] = secret;
  process.env['RMA_URL'] = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
  service = await RunningTestService.start(consoleService, {
    environment: { ACCESS_PUBLIC_KEY: known, TRUSTED_PROXIES: '127.0.0.3' },
  });
});

afterAll(async () => {
  for (const name of ['ACCESS_PRIVATE_KEY', 'RMA_URL']) Reflect.deleteProperty(process.env, name);
  await service.stop();
  await new Promise((resolve) => refusing.close(resolve));
  await rm(directory, { recursive: true });
});

describe('X8 the security log', () => {
  it('holds who exports what, by which filters and how many rows, before there is a file; an auditor too', async () => {
    const auditor = await signedIn('wu.audit', 'auditor');
    const asked = { list: 'rma-cases', filters: 'city=DL&state=open', rows: 37, format: 'xlsx' };
    const { status, body } = await auditor.send('POST', '/v1/exports', asked);
    expect(status).toBe(201);
    expect(await noted(`id = ${Number(body.recordNumber)}`)).toEqual([
      { what: 'exported', actor: 'wu.audit', address: expect.stringMatching(/127\.0\.0\.1$/), details: asked },
    ]);
  });

  it('an export is refused to whoever is not signed in, by another page, and in words that are none', async () => {
    const technician = await signedIn('zhao.lei', 'technician');
    const asked = { list: 'loans', rows: 1, format: 'xlsx' };
    expect((await browser().send('POST', '/v1/exports', asked)).status).toBe(401);
    expect((await technician.send('POST', '/v1/exports', asked, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await technician.send('POST', '/v1/exports', { ...asked, rows: -1 })).status).toBe(400);
    expect((await technician.send('POST', '/v1/exports', { ...asked, list: 'x'.repeat(101) })).status).toBe(400);
    expect(await noted(`what = 'exported' and actor = 'zhao.lei'`)).toEqual([]);
  });

  it('an export that cannot be put on record fails, so that the browser makes no file', async () => {
    const technician = await signedIn('sun.jun', 'technician');
    await service.query('alter table security_log rename to security_log_away');
    try {
      const { status } = await technician.send('POST', '/v1/exports', { list: 'loans', rows: 1, format: 'xlsx' });
      expect(status).toBeGreaterThanOrEqual(500);
    } finally {
      await service.query('alter table security_log_away rename to security_log');
    }
  });

  it('holds every change of an account with it: made, changed, disabled, enabled, reset, a link issued', async () => {
    const administrator = await signedIn('zheng.admin', 'administrator');
    let count = 0;
    const act = async (verb: string, body: object = {}): Promise<void> => {
      const path = verb === '' ? '/api/console/v1/accounts' : `/api/console/v1/accounts/he.ping/${verb}`;
      const { status } = await administrator.send('POST', path, body, { 'idempotency-key': `act-${(count += 1)}` });
      expect(status).toBe(201);
    };
    const standing = { name: '何平', roles: ['technician'], allCities: false, cities: ['DL'] };
    await act('', { account: 'he.ping', ...standing });
    await act('change', { ...standing, cities: ['AS'] });
    await act('disable', { reason: '离职' });
    await act('enable');
    await act('reset-password');
    await act('sign-in-links');
    const found = await noted(`details->>'account' = 'he.ping'`);
    expect(found.map(({ what, details }) => `${what} ${String(details['how'])}`)).toEqual([
      'roles-changed created',
      'roles-changed changed',
      'roles-changed disabled',
      'roles-changed enabled',
      'credentials-changed password-reset',
      'credentials-changed link-issued',
    ]);
    expect(new Set(found.map(({ actor }) => actor))).toEqual(new Set(['zheng.admin']));
    expect(found[2]?.details).toMatchObject({ reason: '离职', roles: ['technician'] });
    expect(JSON.stringify(found)).not.toContain('#link=');
  });

  it('a change that is refused leaves nothing that says it was made', async () => {
    const administrator = await signedIn('only.admin', 'administrator');
    const path = '/api/console/v1/accounts/nobody.there/disable';
    const { status } = await administrator.send('POST', path, { reason: 'x' }, { 'idempotency-key': 'refused-1' });
    expect(status).toBe(404);
    expect(await noted(`details->>'account' = 'nobody.there'`)).toEqual([]);
  });

  it('is read by administrator and auditor, and by nobody else; what is refused stands in it', async () => {
    const [administrator, auditor] = [
      await signedIn('qian.admin', 'administrator'),
      await signedIn('wu.two', 'auditor'),
    ];
    const technician = await signedIn('li.hua', 'technician');
    expect(await notedSoon(`what = 'sign-in' and actor = 'li.hua'`)).toHaveLength(1);
    for (const reader of [administrator, auditor]) {
      const { status, body } = await reader.send('GET', '/api/console/v1/security-log?what=sign-in&actor=li.hua');
      expect(status).toBe(200);
      expect(body.items).toMatchObject([{ what: 'sign-in', actor: 'li.hua', about: 'how: link' }]);
    }
    expect((await technician.send('GET', '/api/console/v1/security-log')).status).toBe(403);
    expect(await notedSoon(`what = 'refused' and actor = 'li.hua'`)).toMatchObject([
      { details: { path: '/v1/security-log', code: 'role-missing' } },
    ]);
    const pages = await administrator.send('GET', '/api/console/v1/security-log?limit=1');
    expect(pages.body.items).toHaveLength(1);
    const next = await administrator.send(
      'GET',
      `/api/console/v1/security-log?limit=1&cursor=${pages.body.nextCursor}`,
    );
    expect(Number(next.body.items[0].id)).toBeLessThan(Number(pages.body.items[0].id));
    expect((await administrator.send('GET', '/api/console/v1/security-log?cursor=WyJ4Il0')).status).toBe(400);
  });

  it('holds what a service refused to somebody in the console', async () => {
    const technician = await signedIn('ma.chao', 'technician');
    expect((await technician.send('GET', '/api/rma/v1/rma-cases')).status).toBe(403);
    expect(await notedSoon(`what = 'refused' and actor = 'ma.chao'`)).toMatchObject([
      { details: { service: 'rma', path: '/api/rma/v1/rma-cases', status: 403 } },
    ]);
  });
});

describe('X8 from where', () => {
  let administrator: BrowserOfTests;
  const addressOfChange = async (
    account: string,
    from: string,
    forwardedFor?: string,
  ): Promise<string | null | undefined> => {
    const headers = {
      cookie: administrator.cookie,
      'x-forgery-token': administrator.forgeryToken,
      'idempotency-key': `from-${account}`,
      ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
    };
    const body = { account, name: account, roles: ['technician'], allCities: false, cities: ['DL'] };
    expect(await postFrom(from, '/api/console/v1/accounts', body, headers)).toBe(201);
    const told = await service.query<{ address: string | null }>(
      `select address from (select key, address from outbox union all select key, address from outbox_published) as log where key = '${account}'`,
    );
    const [log] = await noted(`details->>'account' = '${account}'`);
    expect(log?.address).toBe(told[0]?.address);
    return told[0]?.address;
  };

  beforeAll(async () => {
    administrator = await signedIn('feng.admin', 'administrator');
  });

  it("is the person's address, not the console's", async () => {
    expect(await addressOfChange('from.afar', '127.0.0.2')).toBe('127.0.0.2');
  });

  it('is no other because the person says so', async () => {
    expect(await addressOfChange('from.liar', '127.0.0.2', '6.6.6.6')).toBe('127.0.0.2');
  });

  it('is what a proxy of the house says last, whatever was said before', async () => {
    expect(await addressOfChange('from.proxy', '127.0.0.3', '6.6.6.6, 10.1.2.3')).toBe('10.1.2.3');
  });
});
