import { siteOpenedV1 } from '@rotables/contracts';
import { caller, RunningTestService, waitFor, type Caller } from '@rotables/testing';
import { consoleService, createAccounts } from '../src/index.js';

const first = caller('admin', 'administrator');
const second = caller('second.admin', 'administrator');
const manager = caller('zhao.gang', 'general-manager');

let service: RunningTestService;

beforeAll(async () => {
  service = await RunningTestService.start(consoleService);
});
afterAll(() => service.stop());

/** An installation in its first hours, for each test. */
beforeEach(async () => {
  const waiting = () => service.query('select from outbox');
  await waitFor(async () => (await waiting()).length === 0, { describe: 'what was told to be published' });
  await service.query('truncate account, account_change, account_proposal, outbox_published cascade');
});

type Body = Readonly<Record<string, never>> & { proposal?: { id: string } | null; [field: string]: unknown };

const person = (account: string, roles: readonly string[], more: object = {}) => ({
  account,
  name: account,
  roles,
  allCities: true,
  cities: [],
  ...more,
});
const create = (body: object, by: Caller = first) => service.post<Body>(by, '/v1/accounts', body);
const act = (name: string, verb: string, stated: { account?: string; [field: string]: unknown } = {}, by = first) => {
  const { account: _name, ...body } = stated;
  return service.post<Body>(by, `/v1/accounts/${name}/${verb}`, body);
};
const read = async (account: string) => (await service.get<Body>(first, `/v1/accounts/${account}`)).body;
const decide = (id: string | undefined, verb: 'confirm' | 'refuse', by: Caller) =>
  service.post<Body>(by, `/v1/account-proposals/${id ?? ''}/${verb}`, verb === 'refuse' ? { reason: '不需要' } : {});
const accountEvents = async (account: string) =>
  (await service.events()).filter(({ type, key }) => type === 'console.account-changed.v1' && key === account);

/** An installation whose first hours are over: the general manager has an account. */
async function withManager(): Promise<void> {
  await createAccounts(service.database.url, [
    { account: 'admin', name: '郑', roles: ['administrator'], cities: 'all' },
    { account: 'second.admin', name: '郑二', roles: ['administrator'], cities: 'all' },
    { account: 'zhao.gang', name: '赵刚', roles: ['general-manager'], cities: 'all', department: 'management' },
  ]);
}

async function signIn(link: unknown): Promise<number> {
  const answer = await fetch(`${service.service.url}/v1/session/by-link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link }),
  });
  return answer.status;
}

describe('O3 an account belongs to one person', () => {
  it.each(['head.a', 'Head.A', 'head.a.', 'HEAD.a.'])('given head.a, when %s is made, it is refused', async (twin) => {
    await create(person('head.a', ['quality']));
    expect(await create(person(twin, ['technician']))).toMatchObject({
      status: 409,
      body: { code: 'account-exists', details: { account: 'head.a' } },
    });
    expect((await service.get<{ items: unknown[] }>(first, '/v1/accounts')).body.items).toHaveLength(1);
  });

  it('of ten who make twins at once, one succeeds', async () => {
    const spelt = ['u1', 'U1', 'u1.', 'U1.', 'u1..', 'U1..', 'u1...', 'U1...', 'u1....', 'U1....'];
    const answers = await Promise.all(spelt.map((account) => create(person(account, ['quality']))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  it('the terminal makes no twin either', async () => {
    await create(person('head.a', ['quality']));
    await createAccounts(service.database.url, [{ account: 'HEAD.A', name: 'x', roles: ['finance'], cities: 'all' }]);
    expect(await service.query('select account from account')).toEqual([{ account: 'head.a' }]);
  });
});

describe('O3 nobody gives himself a role', () => {
  it.each([
    ['finance', { roles: ['finance'] }],
    ['a harmless role', { roles: ['administrator', 'technician'] }],
    ['a department', { department: 'materials' }],
    ['one city instead of all', { allCities: false, cities: ['DL'] }],
  ])('the administrator gives himself %s: refused, whatever the case of his name', async (_what, change) => {
    await withManager();
    const standing = { ...person('x', ['administrator']), ...change };
    for (const self of [first, caller('Admin', 'administrator')]) {
      expect(await act('admin', 'change', standing, self)).toMatchObject({
        status: 403,
        body: { code: 'own-account' },
      });
    }
    expect(await read('admin')).toMatchObject({ roles: ['administrator'], department: null, allCities: true });
  });

  it('his name he may correct', async () => {
    await withManager();
    expect(await act('admin', 'change', person('郑管理', ['administrator']))).toMatchObject({
      status: 201,
      body: { name: '郑管理' },
    });
  });
});

describe('O3 a role that moves money needs a second person', () => {
  beforeEach(withManager);

  it('given a clerk, when one administrator makes him finance, then he stays a clerk until another person confirms', async () => {
    await create(person('sun.li', ['technician']));
    const proposed = await act('sun.li', 'change', person('sun.li', ['finance']));
    expect(proposed).toMatchObject({ status: 201, body: { roles: ['technician'], proposal: { roles: ['finance'] } } });
    const id = proposed.body.proposal?.id;
    for (const self of [first, caller('ADMIN.', 'administrator'), caller('sun.li', 'general-manager')]) {
      expect(await decide(id, 'confirm', self)).toMatchObject({
        status: 403,
        body: { code: 'grant-needs-another-person' },
      });
    }
    expect(await read('sun.li')).toMatchObject({ roles: ['technician'] });
    expect(await decide(id, 'confirm', manager)).toMatchObject({
      status: 201,
      body: { state: 'confirmed', decidedBy: 'zhao.gang' },
    });
    expect(await read('sun.li')).toMatchObject({
      roles: ['finance'],
      proposal: null,
      history: [
        { kind: 'grant-confirmed', by: 'zhao.gang', roles: ['finance'] },
        { kind: 'grant-proposed', by: 'admin' },
        { kind: 'created' },
      ],
    });
    expect((await accountEvents('sun.li')).map(({ sequence, body }) => [sequence, body['roles']])).toEqual([
      [1, ['technician']],
      [2, ['finance']],
    ]);
    expect(await decide(id, 'confirm', manager)).toMatchObject({
      status: 409,
      body: { code: 'account-proposal-decided' },
    });
  });

  it.each(['branch-head', 'headquarters-approver', 'finance', 'general-manager', 'administrator'])(
    'a new %s is disabled and let in by no link until confirmed',
    async (role) => {
      const cities = role === 'branch-head' ? { allCities: false, cities: ['DL'] } : {};
      const made = await create(person('new.one', [role], cities));
      expect(made).toMatchObject({ status: 201, body: { state: 'disabled', roles: [] } });
      expect(await act('new.one', 'sign-in-links')).toMatchObject({ status: 409 });
      expect(await act('new.one', 'enable')).toMatchObject({ status: 409, body: { code: 'account-change-pending' } });
      expect(await decide(made.body.proposal?.id, 'confirm', manager)).toMatchObject({ status: 201 });
      expect(await read('new.one')).toMatchObject({ state: 'active', roles: [role] });
      expect(await act('new.one', 'sign-in-links')).toMatchObject({ status: 201 });
    },
  );

  it('two at once confirm one proposal once, and nobody changes the account in between', async () => {
    await create(person('sun.li', ['technician']));
    const { body } = await act('sun.li', 'change', person('sun.li', ['finance']));
    expect(await act('sun.li', 'change', person('sun.li', ['quality']))).toMatchObject({
      status: 409,
      body: { code: 'account-change-pending' },
    });
    const answers = await Promise.all([manager, second].map((who) => decide(body.proposal?.id, 'confirm', who)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await accountEvents('sun.li')).toHaveLength(2);
  });

  it('a further city for a head, and a disabled head let in again, are grants too; what takes away is not', async () => {
    const head = (...cities: string[]) => person('head.dl', ['branch-head'], { allCities: false, cities });
    const made = await create(head('DL', 'AS'));
    await decide(made.body.proposal?.id, 'confirm', manager);
    expect(await act('head.dl', 'change', head('DL'))).toMatchObject({ body: { cities: ['DL'], proposal: null } });
    const wider = await act('head.dl', 'change', head('DL', 'YK'));
    expect(wider).toMatchObject({ body: { cities: ['DL'], proposal: { cities: ['DL', 'YK'] } } });
    await decide(wider.body.proposal?.id, 'refuse', first);
    await act('head.dl', 'disable', { reason: '休假' });
    const enabled = await act('head.dl', 'enable');
    expect(enabled).toMatchObject({ body: { state: 'disabled', proposal: { enables: true } } });
    await decide(enabled.body.proposal?.id, 'confirm', second);
    expect(await read('head.dl')).toMatchObject({ state: 'active', cities: ['DL'] });
  });

  it('a refused grant leaves the account as it is; one of an account that is disabled meanwhile is refused with it', async () => {
    await create(person('sun.li', ['technician']));
    const one = await act('sun.li', 'change', person('sun.li', ['finance']));
    expect(await decide(one.body.proposal?.id, 'refuse', manager)).toMatchObject({ body: { state: 'refused' } });
    expect(await read('sun.li')).toMatchObject({ roles: ['technician'], proposal: null });
    const other = await act('sun.li', 'change', person('sun.li', ['finance']));
    await act('sun.li', 'disable', { reason: '离职' });
    expect(await decide(other.body.proposal?.id, 'confirm', manager)).toMatchObject({ status: 409 });
    expect(await read('sun.li')).toMatchObject({ state: 'disabled', roles: ['technician'] });
  });

  it('who waits is seen by administrators and the general manager, and by nobody else', async () => {
    await create(person('sun.li', ['finance']));
    const list = (by: Caller) => service.get<{ items: Body[] }>(by, '/v1/account-proposals?state=proposed');
    for (const who of [first, second, manager]) {
      expect((await list(who)).body.items).toMatchObject([
        { account: 'sun.li', roles: ['finance'], proposedBy: 'admin' },
      ]);
    }
    expect((await list(caller('qian.hui', 'finance'))).status).toBe(403);
    expect(await decide('999', 'confirm', manager)).toMatchObject({ status: 404 });
  });
});

describe('O3 a link into an account that moves money', () => {
  beforeEach(withManager);

  const issue = (name: string, by = first) => act(name, 'sign-in-links', {}, by);
  const proposalOf = async (name: string) => (await read(name)).proposal as { id: string } | null | undefined;

  it.each([
    ['zhao.gang', manager, 'second.admin', second],
    ['second.admin', second, 'zhao.gang', manager],
  ])(
    'into %s lets nobody in before another than its maker and its person confirmed it',
    async (name, own, by, other) => {
      const { status, body } = await issue(name);
      expect({ status, waits: body['waitsForSecondPerson'] }).toEqual({ status: 201, waits: true });
      expect(await signIn(body['link'])).toBe(401);
      const proposal = await proposalOf(name);
      expect(proposal).toMatchObject({ proposes: 'sign-in-link', proposedBy: 'admin', state: 'proposed' });
      for (const who of [first, own]) {
        expect(await decide(proposal?.id, 'confirm', who)).toMatchObject({
          body: { code: 'grant-needs-another-person' },
        });
      }
      expect(await signIn(body['link'])).toBe(401);
      expect(await decide(proposal?.id, 'confirm', other)).toMatchObject({ body: { state: 'confirmed' } });
      expect(await signIn(body['link'])).toBe(201);
      expect((await read(name))['history']).toMatchObject([
        { kind: 'signed-in-by-link', by: 'admin' },
        { kind: 'link-confirmed', by },
        { kind: 'link-proposed', by: 'admin' },
      ]);
    },
  );

  it('that is refused lets nobody in, and roles stay as they were', async () => {
    const { body } = await issue('zhao.gang');
    const proposal = await proposalOf('zhao.gang');
    expect(await decide(proposal?.id, 'refuse', second)).toMatchObject({ body: { state: 'refused' } });
    expect(await signIn(body['link'])).toBe(401);
    expect(await read('zhao.gang')).toMatchObject({ roles: ['general-manager'], state: 'active', proposal: null });
  });

  it('waits alone: a second one, or another change, is made when it is decided; a reset ends it', async () => {
    await issue('zhao.gang');
    expect(await issue('zhao.gang', second)).toMatchObject({ status: 409, body: { code: 'account-change-pending' } });
    await service.query(`update account set password_hash = 'x' where account = 'zhao.gang'`);
    const { id } = (await proposalOf('zhao.gang')) ?? {};
    expect(await act('zhao.gang', 'reset-password')).toMatchObject({ status: 201, body: { proposal: null } });
    expect(await decide(id, 'confirm', second)).toMatchObject({
      status: 409,
      body: { code: 'account-proposal-decided' },
    });
    expect(await issue('zhao.gang', second)).toMatchObject({ status: 201 });
  });

  it('is confirmed once of two at once, and once is enough to sign in once', async () => {
    const { body } = await issue('second.admin');
    const { id } = (await proposalOf('second.admin')) ?? {};
    const third = caller('third.admin', 'administrator');
    const answers = await Promise.all([manager, third].map((who) => decide(id, 'confirm', who)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await Promise.all([signIn(body['link']), signIn(body['link'])])).toEqual(expect.arrayContaining([201, 401]));
  });

  it('of who moves none works at once', async () => {
    await create(person('sun.li', ['technician']));
    const { body } = await issue('sun.li');
    expect(body['waitsForSecondPerson']).toBe(false);
    expect(await signIn(body['link'])).toBe(201);
  });
});

describe('O3 E4 who confirms', () => {
  beforeEach(withManager);

  it('may go as long as two others are left, also of two who are sent at once', async () => {
    const answers = await Promise.all(
      ['second.admin', 'zhao.gang'].map((name) => act(name, 'disable', { reason: '离职' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'last-who-confirms' });
  });
});

describe('O3 the first hours of an installation', () => {
  it('its one administrator lets the first other in who can confirm, alone; from then on nobody grants alone', async () => {
    expect(await create(person('zhao.gang', ['general-manager']))).toMatchObject({ body: { state: 'active' } });
    expect(await create(person('qian.hui', ['finance']))).toMatchObject({ body: { state: 'disabled', roles: [] } });
  });

  it('they do not come back: the last who could confirm is neither demoted nor disabled', async () => {
    await create(person('zhao.gang', ['general-manager']));
    const demoted = await act('zhao.gang', 'change', person('zhao.gang', ['quality']));
    expect(demoted).toMatchObject({ status: 409, body: { code: 'last-who-confirms' } });
    const disabled = await act('zhao.gang', 'disable', { reason: '离职' });
    expect(disabled).toMatchObject({ status: 409, body: { code: 'last-who-confirms' } });
    expect(await create(person('qian.hui', ['finance']))).toMatchObject({ body: { state: 'disabled' } });
  });
});

describe('O3 duties apart', () => {
  it.each([
    ['auditor', 'finance'],
    ['administrator', 'finance'],
    ['administrator', 'general-manager'],
    ['branch-clerk', 'headquarters-approver'],
    ['branch-head', 'finance'],
    ['finance', 'headquarters-approver'],
    ['warehouse', 'headquarters-approver'],
  ])('%s with %s is refused by name', async (one, other) => {
    const body = person('x1', [one, other], { allCities: false, cities: ['DL'] });
    const answer = await create(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'roles-not-together' } });
    expect(JSON.stringify(answer.body)).toContain(other);
  });

  it('one account with six roles is refused', async () => {
    const roles = ['branch-clerk', 'branch-head', 'headquarters-approver', 'finance', 'general-manager', 'warehouse'];
    const body = person('x1', roles, { allCities: false, cities: ['DL'] });
    expect(await create(body)).toMatchObject({ status: 422 });
  });

  it('101 cities are refused, 100 are taken', async () => {
    const code = (index: number): string =>
      `C${[9, 3, 0].map((shift) => String.fromCharCode(65 + ((index >> shift) & 7))).join('')}`;
    const cities = Array.from({ length: 101 }, (_, index) => code(index));
    const with_ = (some: string[]) =>
      create(person(`x${some.length}`, ['quality'], { allCities: false, cities: some }));
    expect(await with_(cities)).toMatchObject({ status: 400 });
    expect(await with_(cities.slice(1))).toMatchObject({ status: 201 });
  });
});

describe('O6 links and what is left behind', () => {
  it.each([
    ['another role', 'change', person('sun.li', ['quality'])],
    ['a reset', 'reset-password', {}],
    ['being disabled', 'disable', { reason: '离职' }],
  ])('a link from before %s lets nobody in', async (_what, verb, body) => {
    await create(person('sun.li', ['technician']));
    const { link } = (await act('sun.li', 'sign-in-links')).body;
    expect(await act('sun.li', verb, body)).toMatchObject({ status: 201 });
    expect(await signIn(link)).toBe(401);
  });

  it('who signs in by the link of an administrator has that in his history', async () => {
    await create(person('sun.li', ['technician']));
    const { link } = (await act('sun.li', 'sign-in-links')).body;
    expect(await signIn(link)).toBe(201);
    expect((await read('sun.li'))['history']).toMatchObject([
      { kind: 'signed-in-by-link', by: 'admin' },
      { kind: 'link-issued', by: 'admin' },
      { kind: 'created' },
    ]);
  });

  it('O6 who is disabled leaves a list of the sites that he keeps', async () => {
    await create(person('li.na', ['technician']));
    const site = { site: 'DL', city: 'DL', siteKind: 'branch', nameZh: '大连分公司', nameEn: 'Dalian branch' } as const;
    await service.deliver(siteOpenedV1, 'DL', { ...site, custodian: 'li.na', openedAt: '2013-04-16T02:10:00.000Z' });
    const { siteKind: _kind, ...kept } = site;
    expect(await act('li.na', 'disable', { reason: '离职' })).toMatchObject({ status: 201, body: { keeps: [kept] } });
  });
});

describe('O3 accounts are told to every service', () => {
  it('with every change, in the order of the account, in the transaction of the change', async () => {
    await create(person('sun.li', ['technician'], { department: 'technical' }));
    await act('sun.li', 'change', person('孙丽', ['quality'], { allCities: false, cities: ['DL'] }));
    await act('sun.li', 'disable', { reason: '离职' });
    await act('sun.li', 'enable');
    await act('sun.li', 'reset-password');
    const told = (await accountEvents('sun.li')).map(({ sequence, body }) => ({ sequence, ...body }));
    expect(told).toMatchObject([
      { sequence: 1, state: 'active', cities: null, department: 'technical', changedBy: 'admin' },
      { sequence: 2, state: 'active', name: '孙丽', roles: ['quality'], cities: ['DL'], department: null },
      { sequence: 3, state: 'disabled' },
      { sequence: 4, state: 'active' },
    ]);
  });

  it('those that the terminal makes, once', async () => {
    await withManager();
    await withManager();
    expect(await accountEvents('zhao.gang')).toMatchObject([
      { sequence: 1, body: { department: 'management', roles: ['general-manager'], cities: null } },
    ]);
  });

  it('those from before there was anybody to tell, at the next start, and their next change follows', async () => {
    await service.query(
      `insert into account (account, person, name, roles, cities) values ('old', 'old', '老', '["quality"]', null)`,
    );
    await service.close();
    service = await RunningTestService.start(consoleService, { database: service.database });
    await waitFor(async () => (await accountEvents('old')).length === 1, { describe: 'the account to be told of' });
    await act('old', 'change', person('old', ['technician']));
    expect((await accountEvents('old')).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });
});
