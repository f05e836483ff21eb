import { BrowserOfTests, waitFor } from '@rotables/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPidFile } from '@rotables/local-platform';
import { clerkOf } from '../../replay/people.js';
import { cast, textOf, type Json, type WholeSystem } from '../support/whole-system.js';
import { answered, answers } from './answers.js';

const everyService = ['warranty', 'spare-pool', 'rma', 'billing', 'console'] as const;

/** O3, O6, X8: who has which account, what he sees with it, and what stays of what he did. */
export function accountAttacks(onStage: () => WholeSystem): void {
  const account = (name: string, other: Json = {}) => ({
    account: name,
    name: '某',
    roles: ['quality'],
    allCities: true,
    ...other,
  });
  const create = (body: object) => onStage().send(cast.administrator, 'console', 'accounts', body);

  it('O3: the administrator makes a second account for one person, in capitals, in full width, with a dot: there is one', async () => {
    const stage = onStage();
    await stage.letIn({ account: 'head.a', name: '甲', roles: ['quality'], cities: 'all' });
    const twins = ['Head.A', 'head.a.', ' HEAD.A ', 'ｈｅａｄ.ａ', 'HEAD.A..'];
    const replies = await stage.withoutEffect(() => Promise.all(twins.map((twin) => create(account(twin)))));
    expect(answers(replies)).toEqual([
      '409 account-exists',
      '409 account-exists',
      '409 account-exists',
      '400 invalid-input account',
      '409 account-exists',
    ]);
  });

  it('O3: an account that could never act, because it is of 101 cities, of none, or of roles that one must not hold together: there is none', async () => {
    const stage = onStage();
    const letter = (index: number): string => String.fromCharCode(65 + index);
    const cities = Array.from({ length: 101 }, (_, index) => `C${letter(Math.floor(index / 26))}${letter(index % 26)}`);
    const replies = await stage.withoutEffect(async () => [
      await create(account('m.13', { allCities: false, cities })),
      await create(account('m.13', { allCities: false, cities: [] })),
      await create(account('m.13', { roles: [] })),
      await create(account('m.13', { roles: ['auditor', 'finance'] })),
      await create(account('m.13', { roles: ['branch-head', 'finance'], allCities: false, cities: ['DL'] })),
      await create(account('m.13', { roles: ['branch-clerk'] })),
      await create(account('system:m13')),
    ]);
    expect(answers(replies)).toEqual([
      '400 invalid-input cities',
      '400 invalid-input cities',
      '400 invalid-input roles',
      '422 roles-not-together',
      '422 roles-not-together',
      '400 invalid-input allCities',
      '400 invalid-input account',
    ]);
  });

  it('O3 O6: whose city was changed hears at once of the new one and no more of the old; whose account was disabled hears nothing', async () => {
    const stage = onStage();
    const [before, after] = [
      { ...clerkOf('DL'), actor: 'clerk.moves' },
      { ...clerkOf('AS'), actor: 'clerk.moves' },
    ];
    const browser = new BrowserOfTests(() => stage.urlOf('console'));
    const { status } = await browser.send('POST', '/v1/session/by-link', { link: await stage.linkFor(before) });
    expect(status).toBe(201);
    const live = await fetch(`${stage.urlOf('console')}/live`, { headers: { cookie: browser.cookie } });
    let [told, isOver] = ['', false];
    void (async () => {
      for await (const part of live.body ?? []) told += Buffer.from(part).toString();
      isOver = true;
    })();
    const hears = (key: string) => waitFor(() => told.includes(key), { describe: () => `${key} among ${told}` });
    await hears('ready');
    const own = await stage.fault(await stage.covered());
    await hears(own.faultNumber);
    const standing = { name: '某', roles: ['branch-clerk'], cities: ['AS'] };
    const moved = await stage.send(cast.administrator, 'console', 'accounts/clerk.moves/change', standing);
    expect(moved.status).toBe(201);
    // Told in their order: when the change has come to the stream, so has what was decided by it.
    await waitFor(async () => (await browser.send('GET', '/v1/session')).body.cities?.[0] === 'AS', {
      describe: () => 'the session to be of Anshan',
    });
    await stage.settled();
    const old = await stage.fault(await stage.covered());
    const foreign = await stage.fault(await stage.covered({ city: 'AS' }), { city: 'AS' });
    await hears(foreign.faultNumber);
    expect(told).not.toContain(old.faultNumber);
    expect((await stage.send(after, 'console', 'accounts')).code).toBe('role-missing');
    await stage.send(cast.administrator, 'console', 'accounts/clerk.moves/disable', { reason: '离职' });
    await waitFor(() => isOver, { describe: () => `the stream to end; it told ${told.slice(-500)}` });
    const again = await fetch(`${stage.urlOf('console')}/live`, { headers: { cookie: browser.cookie } });
    expect(answers([await answered(again)])).toEqual(['401 not-signed-in']);
  });

  it('X8: code in a service finds no owner’s password where it runs, and no right beyond the service’s own', async () => {
    const stage = onStage();
    const owners = stage.ownersDatabases().map(({ databaseUrl }) => new URL(databaseUrl));
    expect(owners).toHaveLength(everyService.length);
    for (const service of everyService) {
      const pid = readPidFile(join(stage.home, 'run', `${service}.pid`))?.pid;
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      expect(environment.find((one) => one.startsWith('DATABASE_URL='))).toBeDefined();
      expect([service, environment.filter((one) => one.startsWith('DATABASE_OWNER_URL='))]).toEqual([service, []]);
      expect([service, owners.filter(({ password }) => environment.join('\n').includes(password))]).toEqual([
        service,
        [],
      ]);
      const [role] = await stage.asService(
        service,
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`,
      );
      expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
      const grants = owners.map(({ username }) => `grant "${username}" to current_user`);
      for (const sql of ['create table mine (x int)', 'alter role current_user bypassrls', ...grants])
        await expect(stage.asService(service, sql)).rejects.toThrow(/permission denied/);
    }
  });

  it('X8: who signs in, guesses, is refused or reaches into the gateway stands in the security log, with his address; a clerk does not read it', async () => {
    const stage = onStage();
    const browser = new BrowserOfTests(() => stage.urlOf('console'));
    const { status } = await browser.send('POST', '/v1/session/by-link', {
      link: await stage.linkFor(cast.technician),
    });
    expect(status).toBe(201);
    const forged = { 'x-forgery-token': 'guess' };
    const replies = [
      await new BrowserOfTests(() => stage.urlOf('console')).send('POST', '/v1/session/by-password', {
        account: 'he.ping',
        password: 'guess',
      }),
      await browser.send('POST', '/api/rma/v1/rma-cases', {}, forged),
      await browser.send('GET', '/api/rma/v1/..%2f..%2fmetrics'),
      await browser.send('POST', '/api/billing/v1/fees/correct', {}, { 'idempotency-key': 'm5-refused' }),
      await stage.send(cast.clerk, 'console', 'security-log'),
      await stage.send('nonsense', 'billing', 'charges'),
    ];
    expect(answers(replies)).toEqual([
      '401 wrong-account-or-password',
      '403 forged-request',
      '404 path-leads-outside',
      '403 role-missing',
      '403 role-missing',
      '401 token-invalid',
    ]);
    const noted = (query: string) => stage.list('console', `security-log?limit=50&${query}`, cast.auditor);
    await waitFor(
      async () => {
        const [guesses, signIns, ofHim, ofClerk] = [
          (await noted('what=sign-in-refused')).filter(({ about }) => textOf(about).includes('he.ping')),
          await noted('what=sign-in&actor=chen.jun'),
          await noted('what=refused&actor=chen.jun'),
          await noted('what=refused&actor=clerk.dl'),
        ];
        const about = JSON.stringify(ofHim);
        return (
          guesses.length === 1 &&
          signIns.length >= 1 &&
          ['forged-request', 'path-leads-outside', '/v1/fees/correct'].every((one) => about.includes(one)) &&
          JSON.stringify(ofClerk).includes('/v1/security-log') &&
          [...guesses, ...signIns, ...ofHim].every(({ address }) => textOf(address ?? '').endsWith('127.0.0.1'))
        );
      },
      {
        describe: async () =>
          JSON.stringify([
            await noted('what=sign-in-refused'),
            await noted('actor=chen.jun'),
            await noted('actor=clerk.dl'),
          ]),
      },
    );
    const atBilling = () =>
      stage.asService('billing', `select distinct actor from security_log where what = 'refused'`);
    // No request waits for what is noted beside it.
    await waitFor(async () => /"chen.jun".*null|null.*"chen.jun"/.test(JSON.stringify(await atBilling())), {
      describe: async () => JSON.stringify(await atBilling()),
    });
  });
}
