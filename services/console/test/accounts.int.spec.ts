import { caller, RunningTestService } from '@rotables/testing';
import { consoleService, createAccounts, createSignInLinks, type NewAccount } from '../src/index.js';

const administrator = caller('zheng.admin', 'administrator');
const auditor = caller('wu.audit', 'auditor');
const clerk = { account: 'sun.li', name: '孙丽', roles: ['branch-clerk'], allCities: false, cities: ['DL'] };

let service: RunningTestService;

beforeAll(async () => {
  service = await RunningTestService.start(consoleService);
});
afterAll(() => service.stop());

const create = (body: object) => service.post(administrator, '/v1/accounts', body);
const act = (account: string, verb: string, body: object = {}) =>
  service.post<Record<string, unknown> & { link?: string }>(administrator, `/v1/accounts/${account}/${verb}`, body);
const read = (account: string) => service.get(administrator, `/v1/accounts/${account}`);

/** What a browser does with a link or a password; the cookie, or the code of the refusal. */
async function signIn(way: 'by-link' | 'by-password', body: object): Promise<string> {
  const answer = await fetch(`${service.service.url}/v1/session/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) return ((await answer.json()) as { code: string }).code;
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function signInByNewLink(account: string): Promise<string> {
  const { status, body } = await act(account, 'sign-in-links');
  expect(status).toBe(201);
  return signIn('by-link', { link: body['link'] });
}

async function whoIs(cookie: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`${service.service.url}/v1/session`, { headers: { cookie } });
  return (await answer.json()) as Readonly<Record<string, unknown>>;
}

async function setPassword(cookie: string, body: object): Promise<number> {
  const { forgeryToken } = await whoIs(cookie);
  const headers = { cookie, 'content-type': 'application/json', 'x-forgery-token': String(forgeryToken) };
  const address = `${service.service.url}/v1/session/password`;
  return (await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

describe('O3 accounts', () => {
  it('given a new account, when its one-time link is opened, then its person is signed in with its roles and cities', async () => {
    expect(await create(clerk)).toMatchObject({
      status: 201,
      body: { ...clerk, state: 'active', hasPassword: false, sessions: 0, lastSeenAt: null },
    });
    const cookie = await signInByNewLink('sun.li');
    expect(await whoIs(cookie)).toMatchObject({
      account: 'sun.li',
      name: '孙丽',
      roles: ['branch-clerk'],
      cities: ['DL'],
    });
    const { body } = await read('sun.li');
    expect(body).toMatchObject({ sessions: 1, lastSeenAt: expect.stringMatching(/Z$/) });
    expect(body['history']).toMatchObject([
      { kind: 'signed-in-by-link', by: 'zheng.admin' },
      { kind: 'link-issued', by: 'zheng.admin' },
      { kind: 'created', by: 'zheng.admin', roles: ['branch-clerk'], cities: ['DL'], allCities: false },
    ]);
  });

  it('the link stands nowhere: neither in the database nor in what is read later', async () => {
    await create({ ...clerk, account: 'link.kept' });
    const { link } = (await act('link.kept', 'sign-in-links')).body;
    expect(link).toMatch(/^[\w-]{40,}$/);
    const rows = await service.query<{ all: string }>(
      `select (select json_agg(l)::text from sign_in_link l) || (select coalesce(json_agg(k)::text, '') from idempotency_key k) as all`,
    );
    expect(rows[0]?.all).not.toContain(link);
    expect(JSON.stringify((await read('link.kept')).body)).not.toContain(link);
  });

  it('a change of roles and cities holds at once, for sessions that are open too', async () => {
    await create({ ...clerk, account: 'moves.on' });
    const cookie = await signInByNewLink('moves.on');
    const changed = { name: '孙丽', roles: ['technician', 'quality'], allCities: true, cities: [] };
    expect(await act('moves.on', 'change', changed)).toMatchObject({ status: 201, body: changed });
    expect(await whoIs(cookie)).toMatchObject({ roles: ['technician', 'quality'], cities: null });
  });

  it('a disabled account is signed out everywhere and let in by nothing, until it is enabled again', async () => {
    await create({ ...clerk, account: 'leaves.us' });
    const cookie = await signInByNewLink('leaves.us');
    expect(await setPassword(cookie, { newPassword: 'a long enough one' })).toBe(204);
    const { body: unused } = await act('leaves.us', 'sign-in-links');
    expect(await act('leaves.us', 'disable', { reason: '离职' })).toMatchObject({
      status: 201,
      body: { state: 'disabled', sessions: 0 },
    });
    expect(await whoIs(cookie)).toMatchObject({ code: 'not-signed-in' });
    expect(await signIn('by-password', { account: 'leaves.us', password: 'a long enough one' })).toBe(
      'wrong-account-or-password',
    );
    expect(await signIn('by-link', { link: unused['link'] })).toBe('sign-in-link-not-valid');
    expect(await act('leaves.us', 'sign-in-links')).toMatchObject({ status: 409, body: { code: 'account-disabled' } });
    expect(await act('leaves.us', 'disable', { reason: '再次' })).toMatchObject({ status: 409 });

    expect(await act('leaves.us', 'enable')).toMatchObject({ status: 201, body: { state: 'active' } });
    expect(await whoIs(cookie)).toMatchObject({ code: 'not-signed-in' });
    // The link of before was for who had the account then.
    expect(await signIn('by-link', { link: unused['link'] })).toBe('sign-in-link-not-valid');
    expect((await read('leaves.us')).body['history']).toMatchObject([
      { kind: 'enabled' },
      { kind: 'disabled', reason: '离职' },
      { kind: 'link-issued' },
      { kind: 'password-changed', by: 'leaves.us' },
      { kind: 'signed-in-by-link' },
      { kind: 'link-issued' },
      { kind: 'created' },
    ]);
  });

  it('given a forgotten password, when it is reset, then a link lets its person set another one', async () => {
    await create({ ...clerk, account: 'forgets.it' });
    const cookie = await signInByNewLink('forgets.it');
    expect(await setPassword(cookie, { newPassword: 'a long enough one' })).toBe(204);
    expect(await act('forgets.it', 'reset-password')).toMatchObject({ status: 201, body: { hasPassword: false } });
    expect(await whoIs(cookie)).toMatchObject({ code: 'not-signed-in' });
    expect(await signIn('by-password', { account: 'forgets.it', password: 'a long enough one' })).toBe(
      'wrong-account-or-password',
    );
    expect(await setPassword(await signInByNewLink('forgets.it'), { newPassword: 'yet another one' })).toBe(204);
  });

  it('somebody stays who can let others in: the last administrator keeps the role and the account', async () => {
    const one = { account: 'first.admin', name: '郑一', roles: ['administrator'], allCities: true, cities: [] };
    await create(one);
    const { body } = await create({ ...one, account: 'second.admin', name: '郑二' });
    const { id } = body['proposal'] as unknown as { readonly id: string };
    const manager = caller('zhao.gang', 'general-manager');
    expect((await service.post(manager, `/v1/account-proposals/${id}/confirm`)).status).toBe(201);
    await createAccounts(service.database.url, [
      { account: 'zhao.gang', name: '赵刚', roles: ['general-manager'], cities: 'all' },
    ]);
    const demoted = { name: '郑', roles: ['auditor'], allCities: true, cities: [] };
    const answers = await Promise.all([
      act('first.admin', 'change', demoted),
      act('second.admin', 'disable', { reason: '同时' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.map(({ body }) => body['code'])).toContain('last-administrator');
    const left = await service.get(administrator, '/v1/accounts?role=administrator&state=active');
    expect(left.body['items']).toHaveLength(1);
  });

  it.each([
    ['an account that is there', clerk, 409, 'account-exists', 'sun.li'],
    ['no role', { ...clerk, account: 'x1', roles: [] }, 400, 'invalid-input', 'roles'],
    ['an unknown role', { ...clerk, account: 'x2', roles: ['boss'] }, 400, 'invalid-input', 'boss'],
    [
      'a branch role in all cities',
      { ...clerk, account: 'x3', allCities: true, cities: [] },
      400,
      'invalid-input',
      'cities',
    ],
    ['no city', { ...clerk, account: 'x4', cities: [] }, 400, 'invalid-input', 'cities'],
    [
      'cities beside all cities',
      { ...clerk, account: 'x5', roles: ['quality'], allCities: true },
      400,
      'invalid-input',
      'cities',
    ],
    ['a city that is none', { ...clerk, account: 'x6', cities: ['dalian'] }, 400, 'invalid-input', 'dalian'],
    ['an account with a space', { ...clerk, account: 'x 7' }, 400, 'invalid-input', 'x 7'],
    ['an account of the system', { ...clerk, account: 'system:billing' }, 400, 'invalid-input', 'system:billing'],
    ['no name', { ...clerk, account: 'x8', name: ' ' }, 400, 'invalid-input', 'name'],
  ])('%s is refused by field and value', async (_what, body, status, code, named) => {
    await create(clerk);
    const answer = await create(body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).toContain(named);
    const { body: all } = await service.get(administrator, '/v1/accounts?limit=200');
    expect(JSON.stringify(all)).not.toContain('"x');
  });

  it('are found by role, city, state and a part of their name, in order, page by page', async () => {
    for (const [index, city] of ['AS', 'AS', 'YK'].entries()) {
      await create({
        ...clerk,
        account: `listed.${index}`,
        name: `列${3 - index}`,
        roles: ['warehouse'],
        cities: [city],
      });
    }
    await act('listed.2', 'disable', { reason: '关店' });
    const list = async (query: string) => {
      const { body } = await service.get<{ items: { account: string }[]; nextCursor: string | null }>(
        auditor,
        `/v1/accounts?role=warehouse&${query}`,
      );
      return { accounts: body.items.map(({ account }) => account), nextCursor: body.nextCursor };
    };
    expect((await list('city=AS')).accounts).toEqual(['listed.0', 'listed.1']);
    expect((await list('city=AS&sort=-account')).accounts).toEqual(['listed.1', 'listed.0']);
    expect((await list('city=AS&sort=name')).accounts).toEqual(['listed.1', 'listed.0']);
    expect((await list('state=disabled')).accounts).toEqual(['listed.2']);
    expect((await list('name=LISTED.')).accounts).toEqual(['listed.0', 'listed.1', 'listed.2']);
    expect((await list(`city=AS&name=${encodeURIComponent('列3')}`)).accounts).toEqual(['listed.0']);
    expect((await list('name=%25')).accounts).toEqual([]);
    const first = await list('state=active&limit=1');
    expect(first.accounts).toEqual(['listed.0']);
    const second = await list(`state=active&limit=1&cursor=${first.nextCursor ?? ''}`);
    expect(second).toEqual({ accounts: ['listed.1'], nextCursor: null });
  });

  it('are read by administrators and auditors and changed by administrators alone', async () => {
    expect((await service.get(auditor, '/v1/accounts')).status).toBe(200);
    expect(await service.post(auditor, '/v1/accounts', clerk)).toMatchObject({ status: 403 });
    const manager = caller('zhao.gang', 'general-manager');
    expect((await service.get(manager, '/v1/accounts')).status).toBe(403);
    expect((await service.post(manager, '/v1/accounts/sun.li/sign-in-links')).status).toBe(403);
    expect((await read('no.such')).body).toMatchObject({ code: 'account-not-found' });
  });

  it('that the terminal of the installation made are accounts like others', async () => {
    const people: NewAccount[] = [{ account: 'clerk.as', name: '业务员', roles: ['branch-clerk'], cities: ['AS'] }];
    await createSignInLinks({ databaseUrl: service.database.url, consoleUrl: 'http://console', people });
    expect((await read('clerk.as')).body).toMatchObject({ roles: ['branch-clerk'], history: [] });
  });
});
