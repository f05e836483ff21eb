import { BrowserOfTests } from '@rotables/testing';
import { connect } from 'node:net';
import { cast, textOf, type WholeSystem } from '../support/whole-system.js';
import { answered, answers } from './answers.js';

/** What the console’s gateway is sent by somebody who is signed in, and by somebody who is not. */
export function gatewayAttacks(onStage: () => WholeSystem): void {
  const url = (): string => onStage().urlOf('console');

  async function signedIn(person: typeof cast.clerk): Promise<BrowserOfTests> {
    const browser = new BrowserOfTests(url);
    const { status } = await browser.send('POST', '/v1/session/by-link', { link: await onStage().linkFor(person) });
    expect(status).toBe(201);
    return browser;
  }

  /** As it is written, over a connection of its own; what was answered until it was closed. */
  function raw(text: string): Promise<string> {
    const { hostname, port } = new URL(url());
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let answer = '';
      socket.setTimeout(5_000, () => socket.destroy());
      socket.on('data', (part) => (answer += part.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
    });
  }

  it('a clerk leaves the beginning of a command on the line: the next person’s request is her own, and no command runs', async () => {
    const stage = onStage();
    const serial = await stage.spare('SY-KG');
    const { scrapNumber } = await stage.done(cast.warehouse, 'rma', 'scrap-records', {
      reason: 'beyond-repair',
      serial,
    });
    const [attacker, victim] = [await signedIn(cast.clerk), await signedIn(cast.approver)];
    const smuggled = [
      `POST /v1/scrap-records/${textOf(scrapNumber)}/reject HTTP/1.1`,
      'Host: x',
      'Idempotency-Key: evil',
      'X-Ignore: ',
    ].join('\r\n');
    const told: string[] = [];
    await stage.withoutEffect(async () => {
      for (const [verb, path] of [
        ['GET', '/api/rma/v1/rma-cases?limit=1'],
        ['HEAD', '/api/rma/v1/rma-cases?limit=1'],
        ['GET', '/api/rma/health/ready'],
        ['POST', '/api/rma/v1/nope'],
      ] as const) {
        for (const framing of [`Content-Length: ${smuggled.length}`, 'Transfer-Encoding: chunked']) {
          const forgery = `X-Forgery-Token: ${attacker.forgeryToken}`;
          const { host } = new URL(url());
          const head = `${verb} ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${attacker.cookie}\r\n${forgery}\r\n${framing}\r\n\r\n`;
          const answer = await raw(`${head}${smuggled}`);
          const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map((found) => found[1]);
          const codes = [...answer.matchAll(/"code":"([a-z-]+)"/g)].map((found) => found[1]);
          told.push([verb, path, framing.split(':')[0], ...statuses, ...codes].join(' '));
          const next = await victim.send('GET', '/api/rma/v1/rma-cases?limit=1');
          expect(next).toMatchObject({ status: 200 });
          // What is left of it on the line is nobody’s request.
          expect(answer).not.toMatch(/HTTP\/1\.1 2\d\d/);
        }
      }
      return [];
    });
    // After what was chunked, the rest of the line is no request at all: it is answered by that, and the connection is closed.
    expect(told).toEqual([
      'GET /api/rma/v1/rma-cases?limit=1 Content-Length 400 body-not-expected',
      'GET /api/rma/v1/rma-cases?limit=1 Transfer-Encoding 400 400 body-not-expected',
      'HEAD /api/rma/v1/rma-cases?limit=1 Content-Length 400',
      'HEAD /api/rma/v1/rma-cases?limit=1 Transfer-Encoding 400 400',
      'GET /api/rma/health/ready Content-Length 400 body-not-expected',
      'GET /api/rma/health/ready Transfer-Encoding 400 400 body-not-expected',
      'POST /api/rma/v1/nope Content-Length 404 route-not-found',
      'POST /api/rma/v1/nope Transfer-Encoding 400',
    ]);
    expect(await stage.get('rma', `scrap-records/${textOf(scrapNumber)}`)).toMatchObject({ state: 'proposed' });
    await stage.done(cast.warehouse, 'rma', `scrap-records/${textOf(scrapNumber)}/withdraw`, { reason: 'Tried.' });
  });

  it('a path leads out of /v1, or has a NUL: refused; a serial with a slash in it is one', async () => {
    const browser = await signedIn(cast.clerk);
    for (const [path, refusal] of [
      ['/api/spare-pool/v1/%2e%2e/metrics', '404 file-not-found'],
      ['/api/spare-pool/v1/..%2f..%2fmetrics', '404 path-leads-outside'],
      ['/api/warranty/v1/..;/x', '404 path-leads-outside'],
      ['/api/spare-pool/v1/loans/%00', '400 character-not-allowed'],
      ['/api/nowhere/v1/x', '404 unknown-service'],
      ['/assets/%00', '400 character-not-allowed'],
    ] as const) {
      expect([path, ...answers([await browser.send('GET', path)])]).toEqual([path, refusal]);
    }
    const serial = `${onStage().newSerial('SL')}/3310d`;
    await onStage().spare('DL', 'M1', serial);
    const found = await browser.send('GET', `/api/spare-pool/v1/spare-units/${encodeURIComponent(serial)}`);
    expect(found).toMatchObject({ status: 200, body: { serial } });
  });

  it('another site posts with the browser’s cookie, or without the forgery token: 403, and nothing happens', async () => {
    const browser = await signedIn(cast.clerk);
    const { cookie } = browser;
    const path = '/api/spare-pool/v1/loans';
    const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': 'forged' };
    await onStage().withoutEffect(async () => {
      for (const other of [{}, { 'x-forgery-token': 'guess' }, { origin: 'https://evil.example' }]) {
        const answer = await fetch(`${url()}${path}`, {
          method: 'POST',
          headers: { ...headers, ...other },
          body: '{}',
        });
        expect(answers([await answered(answer)])).toEqual(['403 forged-request']);
      }
      return [];
    });
  });

  it('a sign-in of 70,000 members, of a NUL, of 20,000 levels: 400 in a moment, and short', async () => {
    const members = Object.fromEntries(Array.from({ length: 70_000 }, (_, index) => [`m${index}`, index]));
    const bodies = [
      JSON.stringify(members),
      JSON.stringify({ account: 'a\u0000b', password: 'x' }),
      `{"account":${'['.repeat(20_000)}${']'.repeat(20_000)},"password":"x"}`,
      '{"account":"\\ud800","password":"x"}',
    ];
    for (const body of bodies) {
      const before = performance.now();
      const answer = await fetch(`${url()}/v1/session/by-password`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(answer.status).toBe(400);
      expect((await answer.text()).length).toBeLessThan(20_000);
      expect(performance.now() - before).toBeLessThan(2_000);
    }
  });

  it('an outsider guesses passwords with ever new headers: he waits, known and unknown accounts alike', async () => {
    const guess = (account: string, number: number) =>
      fetch(`${url()}/v1/session/by-password`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${number}`,
          'x-forwarded-for': `10.0.0.${number}`,
        },
        body: JSON.stringify({ account, password: 'guess' }),
      }).then(({ status }) => status);
    const statuses = new Map<string, readonly number[]>();
    for (const account of ['qian.hui', 'nobody.at.all']) {
      const ofAccount: number[] = [];
      for (let number = 0; number < 8; number += 1) ofAccount.push(await guess(account, number));
      statuses.set(account, ofAccount);
    }
    expect(statuses.get('qian.hui')).toEqual(statuses.get('nobody.at.all'));
    expect(statuses.get('qian.hui')?.at(-1)).toBe(429);
  });

  it('a link that somebody was sent says whose it is before it signs anybody in', async () => {
    const link = await onStage().linkFor(cast.technician);
    const browser = new BrowserOfTests(url);
    const asked = await browser.send('POST', '/v1/session/link-owner', { link });
    expect(asked).toMatchObject({ status: 200, body: { account: 'chen.jun' } });
    expect((await browser.send('GET', '/v1/session')).status).toBe(401);
  });

  it('X8: a clerk reads Anshan through the gateway: lists are empty of it, and numbers are not there', async () => {
    const stage = onStage();
    const foreign = await stage.fault(await stage.covered({ city: 'AS' }), { city: 'AS' });
    const browser = await signedIn(cast.clerk);
    for (const [path, code] of [
      [`/api/rma/v1/rma-cases/${foreign.faultNumber}`, 'rma-case-not-found'],
      [`/api/warranty/v1/covered-units/${foreign.serial}`, 'covered-unit-not-found'],
      [`/api/rma/v1/rma-cases/${foreign.faultNumber}/timeline`, 'rma-case-not-found'],
    ] as const) {
      expect([path, ...answers([await browser.send('GET', path)])]).toEqual([path, `404 ${code}`]);
    }
    const listed = await browser.send('GET', '/api/rma/v1/rma-cases?city=AS');
    expect(JSON.stringify(listed.body)).not.toContain(foreign.faultNumber);
  });
}
