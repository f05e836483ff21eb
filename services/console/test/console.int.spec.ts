import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenVerifier } from '@rotables/access';
import { spareApplicationSubmittedV1, type EventContract } from '@rotables/contracts';
import { RunningTestService, waitFor, BrowserOfTests } from '@rotables/testing';
import { consoleService, createSignInLinks, type SignInLink } from '../src/index.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const verifier = new TokenVerifier(publicKey);

let directory: string;
let service: RunningTestService;
/** Stands for a service behind the console: it says what it was asked, and by whom. */
let behind: Server;
/** Every request that reached it, as method and path. */
const reachedBehind: string[] = [];

class Browser extends BrowserOfTests {
  constructor() {
    super(() => service.service.url);
  }
}

async function linkFor(account: string): Promise<SignInLink> {
  const links = await createSignInLinks({
    databaseUrl: service.database.url,
    consoleUrl: service.service.url,
    people: 'sample',
  });
  const link = links.find((one) => one.account === account);
  if (link === undefined) throw new Error(`No sample account ${account}.`);
  return link;
}

async function signedIn(account: string): Promise<Browser> {
  const browser = new Browser();
  expect((await browser.signIn(await linkFor(account))).status).toBe(201);
  return browser;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rotables-console-'));
  const privateKeyPath = join(directory, 'private.pem');
  await writeFile(privateKeyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  behind = createServer((request, response) => {
    reachedBehind.push(`${request.method} ${request.url}`);
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { authorization, cookie, 'idempotency-key': key, 'content-type': type } = request.headers;
      const { url, method } = request;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ method, url, authorization, cookie, key, type, body }));
    });
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  process.env['ACCESS_PRIVATE_KEY'] = privateKeyPath;
  process.env['SPARE_POOL_URL'] = `http://127.0.0.1:${(behind.address() as AddressInfo).port}`;
  process.env['BILLING_URL'] = 'http://127.0.0.1:1';
  service = await RunningTestService.start(consoleService);
});

afterAll(async () => {
  delete process.env['ACCESS_PRIVATE_KEY'];
  delete process.env['SPARE_POOL_URL'];
  delete process.env['BILLING_URL'];
  await service.stop();
  await new Promise((resolve) => behind.close(resolve));
  await rm(directory, { recursive: true });
});

describe('signing in', () => {
  it('a link signs in once, and the cookie is out of reach of scripts and other sites', async () => {
    const link = await linkFor('clerk.dl');
    const browser = new Browser();
    const first = await browser.signIn(link);
    expect(first).toMatchObject({
      status: 201,
      body: { account: 'clerk.dl', roles: ['branch-clerk'], cities: ['DL'] },
    });
    expect(first.setCookie).toMatch(/HttpOnly/);
    expect(first.setCookie).toMatch(/SameSite=Strict/);
    expect((await browser.send('GET', '/v1/session')).body.account).toBe('clerk.dl');
    expect(await new Browser().signIn(link)).toMatchObject({ status: 401, body: { code: 'sign-in-link-not-valid' } });
  });

  it('two who open one link at once: one is signed in', async () => {
    const link = await linkFor('clerk.dl');
    const answers = await Promise.all(Array.from({ length: 8 }, () => new Browser().signIn(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(401)]);
  });

  it('an expired link is refused', async () => {
    const links = await createSignInLinks({
      databaseUrl: service.database.url,
      consoleUrl: 'http://c',
      people: 'sample',
      minutes: 0,
    });
    expect((await new Browser().signIn(links[0]!)).status).toBe(401);
  });

  it('keeps no secret: of links and sessions only hashes, of passwords only argon2id', async () => {
    const browser = await signedIn('xu.lei');
    await browser.send('POST', '/v1/session/password', { newPassword: 'correct horse battery lamp' });
    const secret = /rotables_session=([^;]+)/.exec(browser.cookie)?.[1] ?? '';
    const rows = await service.query<{ all: string }>(
      `select (select json_agg(a)::text from account a) || (select json_agg(s)::text from browser_session s) as all`,
    );
    expect(rows[0]?.all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(rows[0]?.all).not.toContain(secret);
    expect(rows[0]?.all).not.toContain('correct horse');
  });

  it('no sample account has a password, and an unknown account is answered like a wrong password', async () => {
    for (const account of ['zhao.gang', 'nobody']) {
      const answer = await new Browser().send('POST', '/v1/session/by-password', { account, password: account });
      expect(answer).toMatchObject({ status: 401, body: { code: 'wrong-account-or-password' } });
    }
  });

  it('another password needs the current one', async () => {
    const browser = await signedIn('liu.yang');
    const set = (body: object) => browser.send('POST', '/v1/session/password', body);
    expect((await set({ newPassword: 'short' })).status).toBe(400);
    expect((await set({ newPassword: 'lantern ferry orchard 12' })).status).toBe(204);
    expect((await set({ newPassword: 'gravel violin teapot 34' })).status).toBe(401);
    const changed = await set({ currentPassword: 'lantern ferry orchard 12', newPassword: 'gravel violin teapot 34' });
    expect(changed.status).toBe(204);
  });

  it('signing out everywhere ends every session of the account and no other', async () => {
    const [one, other, somebody] = [await signedIn('chen.jun'), await signedIn('chen.jun'), await signedIn('wu.audit')];
    expect((await one.send('POST', '/v1/session/end-everywhere')).status).toBe(204);
    expect((await other.send('GET', '/v1/session')).status).toBe(401);
    expect((await somebody.send('GET', '/v1/session')).status).toBe(200);
  });
});

describe('names of people', () => {
  it('are told by account to whoever is signed in, and nothing else of the accounts', async () => {
    const { status, body } = await (await signedIn('clerk.as')).send('GET', '/v1/people');
    expect(status).toBe(200);
    expect(body.people).toContainEqual({ account: 'wang.fang', name: '王芳' });
    expect(body.people).toContainEqual({ account: 'clerk.dl', name: '大连业务员' });
    expect(await new Browser().send('GET', '/v1/people')).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
  });

  it('stay known of those who may no longer sign in: what they signed still stands', async () => {
    await service.query(`update account set disabled = true where account = 'zhao.gang'`);
    const { body } = await (await signedIn('clerk.dl')).send('GET', '/v1/people');
    expect(body.people).toContainEqual({ account: 'zhao.gang', name: '赵刚' });
    await service.query(`update account set disabled = false where account = 'zhao.gang'`);
  });
});

describe('the way to the services', () => {
  it('goes on behalf of whoever is signed in, under a token of five minutes, without the cookie', async () => {
    const browser = await signedIn('clerk.dl');
    const path = '/api/spare-pool/v1/spare-applications?city=DL&x=%20';
    const { status, body } = await browser.send('POST', path, { model: 'A' }, { 'idempotency-key': 'k1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ method: 'POST', url: '/v1/spare-applications?city=DL&x=%20', key: 'k1' });
    expect(body.body).toBe('{"model":"A"}');
    expect(body.cookie).toBeUndefined();
    const token = String(body.authorization).replace('Bearer ', '');
    const session = verifier.verify(token);
    expect(session).toMatchObject({ actor: 'clerk.dl', roles: ['branch-clerk'], cities: ['DL'] });
    const { exp, iat } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(exp - iat).toBe(300);
  });

  it('is closed to who is not signed in, to other sites and without the forgery token', async () => {
    const browser = await signedIn('clerk.dl');
    const path = '/api/spare-pool/v1/spare-applications';
    expect((await new Browser().send('GET', path)).status).toBe(401);
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect(await browser.send('POST', path, {}, crossSite)).toMatchObject({
      status: 403,
      body: { code: 'forged-request' },
    });
    expect((await browser.send('POST', path, {}, { origin: 'http://evil.example' })).status).toBe(403);
    browser.forgeryToken = (await signedIn('clerk.as')).forgeryToken;
    expect((await browser.send('POST', path)).status).toBe(403);
  });

  it('leads to the known services and below /v1 only', async () => {
    const browser = await signedIn('admin');
    expect((await browser.send('GET', '/api/nowhere/v1/x')).body.code).toBe('unknown-service');
    expect((await browser.send('GET', '/api/console/health/ready')).status).toBe(200);
    expect((await browser.send('GET', '/api/spare-pool/metrics')).status).toBe(404);
    // Not through fetch, which would resolve the dots itself.
    for (const path of [
      '/api/spare-pool/v1/..%2f..%2fmetrics',
      '/api/spare-pool/v1/%2e%2e/metrics',
      '/api/spare-pool/v1/../metrics',
    ]) {
      expect({ path, status: await statusOf(path, browser.cookie) }).toEqual({ path, status: 404 });
    }
  });

  it('leads to none of the routes by which one signs in, which would take the gateway for whoever guesses', async () => {
    const browser = await signedIn('clerk.dl');
    for (const [route, body] of [
      ['session/by-password', { account: 'admin', password: 'guessed once more' }],
      ['sess%69on/by-link', { link: 'x'.repeat(43) }],
      ['session/link-owner', { link: 'x'.repeat(43) }],
    ] as const) {
      expect({ route, ...(await browser.send('POST', `/api/console/v1/${route}`, body)) }).toMatchObject({
        route,
        status: 404,
        body: { code: 'route-not-found' },
      });
    }
  });

  it('reads a whole address in the first line as its path, and a type that is none as no body of ours', async () => {
    const browser = await signedIn('clerk.dl');
    const whole = await rawAnswer(
      `GET http://localhost/api/spare-pool/v1/loans?limit=1 HTTP/1.1\r\nhost: localhost\r\ncookie: ${browser.cookie}\r\nconnection: close\r\n\r\n`,
    );
    expect(whole).toContain('"url":"/v1/loans?limit=1"');
    const head = `cookie: ${browser.cookie}\r\nx-forgery-token: ${browser.forgeryToken}\r\nconnection: close\r\n`;
    for (const type of [';;;', 'json', '/']) {
      const answer = await rawAnswer(
        `POST /api/spare-pool/v1/loans HTTP/1.1\r\nhost: localhost\r\n${head}content-type: ${type}\r\ncontent-length: 2\r\n\r\n{}`,
      );
      expect({ type, answer }).toMatchObject({
        type,
        answer: expect.stringMatching(/^HTTP\/1\.1 415 .*unsupported-media-type/s),
      });
    }
  });

  it('lets nobody write into the next request of somebody else: a GET or HEAD with a body goes nowhere', async () => {
    const attacker = await signedIn('clerk.as');
    const victim = await signedIn('clerk.dl');
    const path = '/api/spare-pool/v1/models?limit=1';
    const smuggled = 'GET /v1/smuggled HTTP/1.1\r\nX-Ignore: ';
    reachedBehind.length = 0;
    for (const line of [
      `GET ${path}`,
      `HEAD ${path}`,
      'GET /api/spare-pool/health/ready',
      'GET /api/console/v1/people',
    ]) {
      for (const framing of [`content-length: ${smuggled.length}`, 'transfer-encoding: chunked']) {
        const answer = await rawAnswer(
          `${line} HTTP/1.1\r\nhost: localhost\r\ncookie: ${attacker.cookie}\r\n${framing}\r\n\r\n${smuggled}`,
        );
        expect({ line, framing, answer }).toMatchObject({ answer: expect.stringMatching(/^HTTP\/1\.1 400 /) });
        expect(answer).toMatch(/\r\nconnection: close\r\n/i);
        const next = await victim.send('GET', '/api/spare-pool/v1/loans');
        expect(next).toMatchObject({ status: 200, body: { method: 'GET', url: '/v1/loans', body: '' } });
      }
    }
    expect(new Set(reachedBehind)).toEqual(new Set(['GET /v1/loans']));
  });

  it('says anew where a body ends, however it came', async () => {
    const browser = await signedIn('clerk.dl');
    const path = '/api/spare-pool/v1/spare-applications';
    const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${browser.cookie}\r\nx-forgery-token: ${browser.forgeryToken}\r\nconnection: close\r\n`;
    const chunked = await rawAnswer(
      `${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    );
    expect(chunked).toContain(JSON.stringify('{}'));
    const measured = await rawAnswer(`${head}content-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
    expect(measured).toContain(JSON.stringify('{}'));
    const none = await rawAnswer(`${head}content-length: 0\r\n\r\n`);
    expect(none).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('a service that is down is named in a sentence', async () => {
    const browser = await signedIn('qian.hui');
    const { status, body } = await browser.send('GET', '/api/billing/v1/charges');
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'service-unreachable' });
    expect(body.detail).toContain('billing');
  });
});

describe("the client's pages", () => {
  it('have every address that is no file and no route, with a dot too, so that any page can be loaded anew', async () => {
    for (const path of ['/', '/accounts/clerk.dl', '/units/AB.12', '/units/9VS3.1?asOf=2026-11-01']) {
      const { status, headers } = await new Browser().send('GET', path);
      expect({ path, status, type: headers.get('content-type') }).toEqual({
        path,
        status: 200,
        type: 'text/html; charset=utf-8',
      });
    }
  });

  it('have files by their names alone; everything else is said not to be there', async () => {
    for (const path of ['/assets/no-such-file.js', '/assets/..', '/assets/../x', '/favicon.ico', '/v1/x']) {
      expect({ path, status: await statusOf(path, '') }).toEqual({ path, status: 404 });
    }
    // What no address can have is refused before anybody looks for it.
    expect(await statusOf('/assets/%00', '')).toBe(400);
  });
});

describe('printed forms', () => {
  it('whose service is down say so, and are closed to who is not signed in', async () => {
    const path = '/printed-forms/quotes/QT-20130418-0001.pdf';
    expect((await new Browser().send('GET', path)).status).toBe(401);
    const { status, body } = await (await signedIn('qian.hui')).send('GET', path);
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'service-unreachable' });
    expect(body.detail).toContain('billing');
  });
});

describe('live updates', () => {
  it('tell what happened in the cities of whoever is signed in, and nothing of others', async () => {
    const told: Record<string, string> = {};
    const stop = new AbortController();
    for (const account of ['clerk.dl', 'clerk.as', 'wang.fang']) {
      const { cookie } = await signedIn(account);
      const stream = await fetch(`${service.service.url}/live`, { headers: { cookie }, signal: stop.signal });
      told[account] = '';
      void read(stream, (text) => (told[account] = `${told[account] ?? ''}${text}`), stop.signal);
    }
    await waitFor(() => Object.values(told).every((text) => text.includes('ready')), {
      describe: () => JSON.stringify(told),
    });
    const contract: EventContract = spareApplicationSubmittedV1;
    await service.deliver(contract, 'SA-1', contract.example, { city: 'DL' });
    await service.deliver(contract, 'SA-2', contract.example, { city: null });
    await waitFor(() => told['wang.fang']?.includes('SA-2') ?? false, { describe: () => JSON.stringify(told) });
    expect(told['wang.fang']).toContain('SA-1');
    expect(told['clerk.dl']).toContain('SA-1');
    expect(told['clerk.dl']).not.toContain('SA-2');
    expect(told['clerk.as']).not.toContain('SA-');
    stop.abort();
  });

  it('are closed to who is not signed in', async () => {
    expect((await new Browser().send('GET', '/live')).status).toBe(401);
  });

  it('forget a browser that is gone before its stream has begun', async () => {
    const browser = await signedIn('wang.fang');
    const beats = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = beats();
    const gone = 60;
    await Promise.all(Array.from({ length: gone }, () => askAndLeave('/live', browser.cookie)));
    // Whoever asks after them is answered after them.
    for (let asked = 0; asked < gone; asked += 1) await browser.send('GET', '/v1/session');
    // Each of them would keep its heartbeat for ever.
    await waitFor(() => beats() < before + gone / 2, { describe: () => `${before} timers before, ${beats()} now` });
  });
});

function statusOf(path: string, cookie: string): Promise<number | undefined> {
  const { hostname, port } = new URL(service.service.url);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path, headers: { cookie } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });
}

/** What comes back for these very bytes until the connection is closed by the other side. */
function rawAnswer(bytes: string): Promise<string> {
  const { hostname, port } = new URL(service.service.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

/** Sends the request whole and hangs up, before there can be an answer. */
function askAndLeave(path: string, cookie: string): Promise<void> {
  const { hostname, port } = new URL(service.service.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${cookie}\r\n\r\n`, () => socket.destroy());
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

async function read(stream: Response, take: (text: string) => void, signal: AbortSignal): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const part of stream.body ?? []) take(decoder.decode(part as Uint8Array, { stream: true }));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
