import { RunningTestService, waitFor } from '@rotables/testing';
import {
  consoleService,
  createSignInLinks,
  sampleAccounts,
  sampleColleagues,
  type SignInPeople,
} from '../src/index.js';

let service: RunningTestService;

beforeAll(async () => {
  service = await RunningTestService.start(consoleService);
});

afterAll(() => service.stop());

beforeEach(async () => {
  const waiting = () => service.query('select from outbox');
  await waitFor(async () => (await waiting()).length === 0, { describe: 'what was told to be published' });
  await service.query('truncate account cascade');
});

async function linked(people: SignInPeople): Promise<readonly string[]> {
  const order = { databaseUrl: service.database.url, consoleUrl: service.service.url, people };
  return (await createSignInLinks(order)).map(({ account }) => account);
}

const accountsThere = async (): Promise<unknown[]> =>
  (await service.query<{ account: string }>('select account from account order by account')).map(
    ({ account }) => account,
  );

const ofBranch = { account: 'sun.li', name: '孙丽', roles: ['branch-clerk'], cities: ['SZ'] } as const;

describe('Sign-in links', () => {
  it('let the people of the sample in, of whom none is made twice', async () => {
    const everybody = sampleAccounts.map(({ account }) => account);
    expect(await linked('sample')).toEqual(everybody);
    expect(await linked('sample')).toEqual(everybody);
    expect(await accountsThere()).toHaveLength(everybody.length + sampleColleagues.length);
  });

  it('let one administrator and nobody else in where there is no sample', async () => {
    expect(await linked('administrators')).toEqual(['admin']);
    expect(await accountsThere()).toEqual(['admin']);
  });

  it('bring nobody of the sample among people of the organisation, who sign in with what the administrator gave them', async () => {
    await linked('administrators');
    await linked([ofBranch]);
    expect(await linked('sample')).toEqual(['admin']);
    expect(await accountsThere()).toEqual(['admin', 'sun.li']);
  });

  it('may still bring the sample to an installation in which only its administrator is', async () => {
    await linked('administrators');
    expect(await linked('sample')).toEqual(sampleAccounts.map(({ account }) => account));
  });

  it('are for whoever is an administrator now, by whatever name, and for nobody who is disabled', async () => {
    await linked('administrators');
    await linked([{ account: 'zhou.min', name: '周敏', roles: ['administrator'], cities: 'all' }]);
    await service.query(`update account set disabled = true where account = 'admin'`);
    expect(await linked('administrators')).toEqual(['zhou.min']);
    expect(await linked(sampleAccounts)).not.toContain('admin');
  });
});
