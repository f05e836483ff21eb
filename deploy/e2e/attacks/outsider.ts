import { BrowserOfTests } from '@rotables/testing';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { issueToken, loadPrivateKey } from '@rotables/access';
import { serviceNames } from '../../replay/api.js';
import { cast, type WholeSystem } from '../support/whole-system.js';
import { answers } from './answers.js';

/** Who has no business here: no token, one that is over, one of another key, one of somebody who was let go (O3). */
export function outsiderAttacks(onStage: () => WholeSystem): void {
  const requests = [
    ['warranty', 'covered-units', {}],
    ['spare-pool', 'loans', {}],
    ['rma', 'rma-cases', {}],
    ['billing', 'fees', {}],
    ['spare-pool', 'loans', undefined],
    ['billing', 'accounts', undefined],
  ] as const;
  const request = {
    subject: 'wang.fang',
    name: 'x',
    roles: ['headquarters-approver'],
    cities: 'all',
    minutes: 1,
  } as const;

  it('O3: no token, nonsense, a token that is over, or one signed by another key: 401 everywhere, and nothing happens', async () => {
    const stage = onStage();
    const own = generateKeyPairSync('ed25519').privateKey;
    const ours = await loadPrivateKey(join(stage.home, 'access', 'access-private-key.pem'));
    const good = await issueToken(request, ours);
    const [head = '', claims = '', signature = ''] = good.split('.');
    const raised = Buffer.from(JSON.stringify({ ...(JSON.parse(atob(claims)) as object), roles: ['general-manager'] }));
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const tokens = [
      '',
      'nonsense',
      await issueToken({ ...request, issuedAt: new Date(Date.now() - 3_600_000) }, ours),
      await issueToken(request, own),
      `${head}.${raised.toString('base64url')}.${signature}`,
      `${none}.${claims}.`,
    ];
    const replies = await stage.withoutEffect(() =>
      Promise.all(
        tokens.flatMap((token) => requests.map(([service, path, body]) => stage.send(token, service, path, body))),
      ),
    );
    expect([...new Set(answers(replies))].sort()).toEqual([
      '401 token-expired',
      '401 token-invalid',
      '401 token-missing',
    ]);
  });

  it('X8: without a token nothing but health is told by any service', async () => {
    for (const service of serviceNames) {
      const document = await fetch(`${onStage().urlOf(service)}/health/live`);
      expect(document.status).toBe(200);
      expect(Object.keys((await document.json()) as object)).not.toContain('details');
    }
  });

  it('O3 O6: whose account was disabled is out at once, at the console and behind it; her link and session are dead', async () => {
    const stage = onStage();
    const somebody = { ...cast.clerk, actor: 'clerk.pj', cities: ['PJ'] };
    const [link, unused] = [await stage.linkFor(somebody), await stage.linkFor(somebody)];
    const browser = new BrowserOfTests(() => stage.urlOf('console'));
    expect((await browser.send('POST', '/v1/session/by-link', { link })).status).toBe(201);
    expect((await browser.send('GET', '/api/spare-pool/v1/loans')).status).toBe(200);
    const disabled = await stage.send(cast.administrator, 'console', 'accounts/clerk.pj/disable', { reason: '离职' });
    expect(disabled.status).toBe(201);
    const out = [await browser.send('GET', '/api/spare-pool/v1/loans'), await browser.send('GET', '/v1/session')];
    expect(answers(out)).toEqual(['401 not-signed-in', '401 not-signed-in']);
    const again = new BrowserOfTests(() => stage.urlOf('console'));
    expect(answers([await again.send('POST', '/v1/session/by-link', { link: unused })])).toEqual([
      '401 sign-in-link-not-valid',
    ]);
    await stage.settled();
    // Nobody names her any more either.
    const { faultNumber } = await stage.fault(await stage.covered());
    const order = { cause: 'x', nature: 'x', category: 'x', place: 'x', sparesAndTools: 'x', technician: 'clerk.pj' };
    await stage.onCase(cast.clerk, faultNumber, 'triage', { outcome: 'visit', note: 'x' });
    const named = await stage.send(cast.clerk, 'rma', 'dispatch-orders', { ...order, faultNumber });
    expect(answers([named])).toEqual(['422 person-disabled']);
  });

  it('O3: the administrator gives himself or a twin the money, alone: refused, or it waits for another', async () => {
    const stage = onStage();
    const replies = await stage.withoutEffect(async () => [
      await stage.send(cast.administrator, 'console', 'accounts/admin/change', {
        name: 'x',
        roles: ['administrator', 'finance'],
        allCities: true,
      }),
      await stage.send(cast.administrator, 'console', 'accounts/admin/change', {
        name: 'x',
        roles: ['finance'],
        allCities: true,
      }),
      await stage.send({ ...cast.administrator, actor: 'ADMIN' }, 'console', 'accounts/admin/change', {
        name: 'x',
        roles: ['administrator', 'technician'],
        allCities: true,
      }),
      await stage.send(cast.administrator, 'console', 'accounts', {
        account: 'ADMIN',
        name: 'x',
        roles: ['finance'],
        allCities: true,
      }),
      await stage.send(cast.administrator, 'console', 'accounts', {
        account: 'q.h',
        name: 'x',
        roles: ['auditor', 'finance'],
        allCities: true,
      }),
      await stage.send(cast.clerk, 'console', 'accounts', {
        account: 'mine',
        name: 'x',
        roles: ['administrator'],
        allCities: true,
      }),
    ]);
    expect(answers(replies)).toEqual([
      '422 roles-not-together',
      '409 last-administrator',
      '403 own-account',
      '409 account-exists',
      '422 roles-not-together',
      '403 role-missing',
    ]);
    const granted = await stage.send(cast.administrator, 'console', 'accounts', {
      account: 'new.finance',
      name: 'x',
      roles: ['finance'],
      allCities: true,
    });
    expect(granted.status).toBe(201);
    const proposals = await stage.list('console', 'account-proposals', cast.administrator);
    expect(proposals).toContainEqual(expect.objectContaining({ account: 'new.finance', state: 'proposed' }));
  });
}
