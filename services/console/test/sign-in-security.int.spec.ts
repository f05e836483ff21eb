import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningTestService, BrowserOfTests, type BrowserAnswer } from '@rotables/testing';
import { TOTP } from 'otpauth';
import { consoleService, createSignInLinks } from '../src/index.js';

const good = 'lantern ferry orchard 12';

let directory: string;
let service: RunningTestService;

class Browser extends BrowserOfTests {
  constructor() {
    super(() => service.service.url);
  }

  password(account: string, password: string, code?: string): Promise<BrowserAnswer> {
    return this.send('POST', '/v1/session/by-password', { account, password, ...(code === undefined ? {} : { code }) });
  }
}

/** A new account with a password, in the browser in which it was given. */
async function withPassword(): Promise<{ readonly account: string; readonly browser: Browser }> {
  const account = `person.${randomUUID().slice(0, 8)}`;
  const browser = new Browser();
  expect((await browser.send('POST', '/v1/session/by-link', { link: await linkFor(account) })).status).toBe(201);
  expect((await browser.send('POST', '/v1/session/password', { newPassword: good })).status).toBe(204);
  return { account, browser };
}

async function linkFor(account: string): Promise<string> {
  const people = [{ account, name: account, roles: ['technician'], cities: 'all' }] as const;
  const order = { databaseUrl: service.database.url, consoleUrl: service.service.url, people };
  const [link] = await createSignInLinks(order);
  return link?.url.split('#link=')[1] ?? '';
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rotables-sign-in-'));
  const { privateKey } = generateKeyPairSync('ed25519');
  const path = join(directory, 'private.pem');
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  process.env['ACCESS_PRIVATE_KEY'] = path;
  service = await RunningTestService.start(consoleService);
});

afterAll(async () => {
  delete process.env['ACCESS_PRIVATE_KEY'];
  await service.stop();
  await rm(directory, { recursive: true });
});

/** As if every wait were over and nobody had tried yet. */
beforeEach(() => service.query('delete from sign_in_attempt'));

describe('wrong passwords', () => {
  it('given five from a new browser, then the next has to wait, in the same words whether there is such an account', async () => {
    const { account } = await withPassword();
    const answers = [];
    for (const name of [account, 'nobody.at.all']) {
      await service.query('delete from sign_in_attempt');
      for (let wrong = 0; wrong < 5; wrong += 1)
        expect(await new Browser().password(name, 'not it')).toMatchObject({
          status: 401,
          body: { code: 'wrong-account-or-password' },
        });
      const { status, body } = await new Browser().password(name, good);
      answers.push({ status, code: body.code, detail: body.detail });
    }
    expect(answers[0]).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('given a stranger who guesses, then its person comes in from the browser they use, and by a link', async () => {
    const { account, browser } = await withPassword();
    for (let wrong = 0; wrong < 8; wrong += 1) await new Browser().password(account, 'guess');
    expect((await new Browser().password(account, good)).status).toBe(429);
    expect((await browser.password(account, good)).status).toBe(201);
    await service.query('delete from sign_in_attempt');
    expect((await new Browser().send('POST', '/v1/session/by-link', { link: await linkFor(account) })).status).toBe(
      201,
    );
  });

  it('given one address that tries many accounts, then it waits whichever it tries next, with any header it likes', async () => {
    for (let wrong = 0; wrong < 30; wrong += 1) {
      const body = { account: `somebody.${wrong}`, password: 'guess' };
      const headers = { authorization: `Bearer ${randomUUID()}`, 'x-forwarded-for': `10.0.0.${wrong}` };
      expect((await new Browser().send('POST', '/v1/session/by-password', body, headers)).status).toBe(401);
    }
    expect((await new Browser().password('one.more', 'guess')).status).toBe(429);
  });

  it('given an address that has to wait, then a link goes past it, and only wrong codes beside that link are counted', async () => {
    for (let wrong = 0; wrong < 35; wrong += 1) await new Browser().password(`somebody.${wrong % 7}`, 'guess');
    expect((await new Browser().password('one.more', 'guess')).status).toBe(429);
    const byLink = async (account: string) =>
      (await new Browser().send('POST', '/v1/session/by-link', { link: await linkFor(account) })).status;
    expect(await byLink('has.forgotten')).toBe(201);
    expect(await byLink('somebody.1')).toBe(201);
  });

  it('a longer row of them makes a longer wait, which ends', async () => {
    const { account } = await withPassword();
    const secondsLeft = async (failures: number): Promise<number> => {
      await service.query(`update sign_in_attempt set failures = ${failures} where key like 'pair %'`);
      return Number((await new Browser().password(account, good)).body.details?.secondsLeft ?? 0);
    };
    await new Browser().password(account, 'guess');
    expect(await secondsLeft(8)).toBeGreaterThan(4);
    expect(await secondsLeft(12)).toBeGreaterThan(100);
    expect(await secondsLeft(1000)).toBeLessThanOrEqual(15 * 60);
    await service.query(`update sign_in_attempt set last_failed_at = last_failed_at - interval '16 minutes'`);
    expect((await new Browser().password(account, good)).status).toBe(201);
  });
});

describe('passwords', () => {
  it.each(['1234567890', 'aaaaaaaaaa', '          ', 'password123', 'qwertyuiop', 'rotables2026'])(
    'that are guessed early are refused: %p',
    async (newPassword) => {
      const browser = new Browser();
      await browser.send('POST', '/v1/session/by-link', { link: await linkFor('some.clerk') });
      expect(await browser.send('POST', '/v1/session/password', { newPassword })).toMatchObject({ status: 400 });
    },
  );

  it("its owner's own name is none", async () => {
    const browser = new Browser();
    await browser.send('POST', '/v1/session/by-link', { link: await linkFor('zhang.weiguo') });
    const { status } = await browser.send('POST', '/v1/session/password', { newPassword: 'zhang.weiguo' });
    expect(status).toBe(400);
  });

  it('given a change, then every other session of the account and its links end, and no session is left by asking', async () => {
    const { account, browser } = await withPassword();
    const elsewhere = new Browser();
    expect((await elsewhere.password(account, good)).status).toBe(201);
    const link = await linkFor(account);
    const change = { currentPassword: good, newPassword: 'gravel violin teapot 34' };
    expect((await browser.send('POST', '/v1/session/password', change)).status).toBe(204);
    expect((await elsewhere.send('GET', '/v1/session')).status).toBe(401);
    expect((await browser.send('GET', '/v1/session')).status).toBe(200);
    expect((await new Browser().send('POST', '/v1/session/by-link', { link })).status).toBe(401);
    const sessions = await service.query(`select 1 from browser_session where account = '${account}'`);
    expect(sessions).toHaveLength(1);
    const noted = await service.query(
      `select 1 from account_change where account = '${account}' and kind = 'password-changed'`,
    );
    expect(noted).toHaveLength(2);
  });

  it('given a session that is not new, then a first password asks for another link, for there is nothing to sign in again with', async () => {
    const account = 'late.person';
    const browser = new Browser();
    await browser.send('POST', '/v1/session/by-link', { link: await linkFor(account) });
    await service.query(
      `update browser_session set created_at = created_at - interval '16 minutes' where account = '${account}'`,
    );
    const answer = await browser.send('POST', '/v1/session/password', { newPassword: good });
    expect(answer).toMatchObject({ status: 403, body: { code: 'first-password-too-late' } });
    const factor = await browser.send('POST', '/v1/session/second-factor/begin');
    expect(factor).toMatchObject({ status: 403, body: { code: 'first-password-too-late' } });
    expect(await browser.send('GET', '/v1/session')).toMatchObject({ body: { hasPassword: false } });
  });

  it('given somebody who signs in again in a browser, then the session before has ended', async () => {
    const { account, browser } = await withPassword();
    const before = browser.cookie;
    expect((await browser.password(account, good)).status).toBe(201);
    const old = await fetch(`${service.service.url}/v1/session`, { headers: { cookie: before } });
    expect(old.status).toBe(401);
  });
});

describe('a link', () => {
  it('says whom it would sign in, and is good still afterwards', async () => {
    const link = await linkFor('link.owner');
    const browser = new Browser();
    const asked = await browser.send('POST', '/v1/session/link-owner', { link });
    expect(asked).toMatchObject({ status: 200, body: { account: 'link.owner' } });
    expect((await browser.send('GET', '/v1/session')).status).toBe(401);
    expect((await browser.send('POST', '/v1/session/by-link', { link })).status).toBe(201);
    expect((await browser.send('POST', '/v1/session/link-owner', { link })).status).toBe(401);
  });
});

describe('a second factor', () => {
  /** The application's code of now, as if none of this half minute had been used yet. */
  function application(address: string): () => Promise<string> {
    const secret = new URL(address).searchParams.get('secret') ?? '';
    return async () => {
      await service.query(`update second_factor set last_step = 0 where secret = '${secret}'`);
      return new TOTP({ secret }).generate();
    };
  }

  async function withSecondFactor() {
    const person = await withPassword();
    const { body } = await person.browser.send('POST', '/v1/session/second-factor/begin');
    const next = application(String(body.address));
    const confirmed = await person.browser.send('POST', '/v1/session/second-factor/confirm', { code: await next() });
    expect(confirmed.status).toBe(201);
    return { ...person, next, recoveryCodes: confirmed.body.recoveryCodes as readonly string[] };
  }

  it('given one, then neither password nor link is enough, and a code is taken once', async () => {
    const { account, next } = await withSecondFactor();
    expect(await new Browser().password(account, good)).toMatchObject({
      status: 401,
      body: { code: 'second-factor-needed' },
    });
    const link = await linkFor(account);
    expect(await new Browser().send('POST', '/v1/session/by-link', { link })).toMatchObject({
      status: 401,
      body: { code: 'second-factor-needed' },
    });
    const code = await next();
    expect((await new Browser().password(account, good, code)).status).toBe(201);
    expect(await new Browser().password(account, good, code)).toMatchObject({
      status: 401,
      body: { code: 'wrong-second-factor' },
    });
    expect((await new Browser().send('POST', '/v1/session/by-link', { link, code: await next() })).status).toBe(201);
  });

  it('given a lost phone, then a recovery code lets in once', async () => {
    const { account, recoveryCodes } = await withSecondFactor();
    const [code = ''] = recoveryCodes;
    expect((await new Browser().password(account, good, code)).status).toBe(201);
    expect((await new Browser().password(account, good, code)).status).toBe(401);
  });

  it('given somebody who guesses codes with the right password, then they wait', async () => {
    const { account } = await withSecondFactor();
    for (let wrong = 0; wrong < 5; wrong += 1) await new Browser().password(account, good, '000000');
    expect((await new Browser().password(account, good, '000000')).status).toBe(429);
  });

  it('is removed by a code of it alone', async () => {
    const { account, browser, next } = await withSecondFactor();
    expect((await browser.send('POST', '/v1/session/second-factor/remove', { code: '000000' })).status).toBe(401);
    expect((await browser.send('POST', '/v1/session/second-factor/remove', { code: await next() })).status).toBe(204);
    expect((await new Browser().password(account, good)).status).toBe(201);
  });
});
