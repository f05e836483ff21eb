import { waitFor } from '@rotables/testing';
import pg from 'pg';
import { RunningDepot } from '../test/running-depot.js';

const headquarters = { subject: 'hq01', name: 'Zhao', roles: ['warehouse'], cities: 'all' } as const;
const administrator = { subject: 'root1', name: 'Sun', roles: ['administrator'], cities: 'all' } as const;

/** What Prometheus would read for the figure, or undefined when it is absent. */
function figure(text: string, name: string): number | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}{`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('a service', () => {
  let depot: RunningDepot;
  beforeAll(async () => {
    depot = await RunningDepot.start();
  });
  afterAll(() => depot.stop());

  const arrivals = async () => {
    const { json } = await depot.get('/v1/parcels/arrivals');
    return json['items'] as { number: string; pieces: number; traceparent: string }[];
  };
  const arrived = (number: string) =>
    waitFor(async () => (await arrivals()).find((arrival) => arrival.number === number), {
      describe: `arrival of ${number}`,
    });

  describe('commands', () => {
    it('have an effect and an event, under the trace of the caller', async () => {
      const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
      const answer = await depot.send('P-1', { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
      expect(answer.status).toBe(201);
      expect(answer.json).toMatchObject({ zulu: 'P-1', alpha: 1 });
      expect(answer.headers.get('traceparent')).toMatch(
        new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`),
      );
      expect((await arrived('P-1')).traceparent).toContain(traceId);
      expect(depot.logLines.map((line) => JSON.parse(line) as object)).toContainEqual(
        expect.objectContaining({
          level: 'debug',
          service: 'depot',
          traceId,
          url: '/v1/parcels',
          status: 201,
          msg: 'request',
        }),
      );
    });

    it('X7 sent again give the first answer byte for byte and no second effect', async () => {
      const first = await depot.send('P-2', { key: 'twice' });
      const again = await depot.send('P-2', { key: 'twice' });
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.text).toBe(first.text);
      expect(first.headers.get('idempotency-replayed')).toBeNull();
      expect(again.headers.get('idempotency-replayed')).toBe('true');
    });

    it('X7 sent twice at once have one effect and the same answer', async () => {
      const both = await Promise.all([depot.send('P-3', { key: 'at-once' }), depot.send('P-3', { key: 'at-once' })]);
      expect(both.map(({ status }) => status)).toEqual([201, 201]);
      expect(both[0].text).toBe(both[1].text);
      expect(both.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(1);
    });

    it('X7 with the key of another body are a conflict', async () => {
      await depot.send('P-4', { key: 'taken' });
      const other = await depot.send('P-5', { key: 'taken' });
      expect(other.status).toBe(409);
      expect(other.json).toMatchObject({
        type: 'urn:rotables:problem:idempotency-key-reused',
        code: 'idempotency-key-reused',
      });
    });

    it('need an Idempotency-Key, and say so', async () => {
      const answer = await depot.send('P-6', { key: null });
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({
        detail: expect.stringMatching(/^Idempotency-Key is missing, but must be 1 to 200 visible/),
      });
    });

    it('without an answer are replayed without one', async () => {
      const answers = [
        await depot.post('/v1/parcels/P-404/lose', {}, { key: 'lose' }),
        await depot.post('/v1/parcels/P-404/lose', {}, { key: 'lose' }),
      ];
      expect(answers.map(({ status, text }) => [status, text])).toEqual([
        [204, ''],
        [204, ''],
      ]);
      expect(answers[1]?.headers.get('idempotency-replayed')).toBe('true');
    });

    it('that are refused leave no effect, no event and a free key', async () => {
      const refused = await depot.send('P-7', { key: 'free', pieces: 101 });
      expect(refused.status).toBe(400);
      const rule = await depot.post(
        '/v1/parcels',
        {
          number: 'P-7',
          city: 'DL',
          lines: [
            { serial: 'A', pieces: 100 },
            { serial: 'B', pieces: 21 },
          ],
        },
        { key: 'free' },
      );
      expect(rule.status).toBe(422);
      expect(rule.json).toMatchObject({
        code: 'depot-closed',
        details: { pieces: 121, most: 120 },
        instance: '/v1/parcels',
      });
      expect((await depot.send('P-7', { key: 'free' })).status).toBe(201);
    });

    it('whose event would break its own contract are refused with a log line that names the field, and leave nothing', async () => {
      const answer = await depot.post(
        '/v1/parcels',
        { number: 'P-8', city: 'DL', lines: [] },
        { key: 'nothing-in-it' },
      );
      expect(answer.status).toBe(500);
      expect(answer.json).toMatchObject({
        code: 'event-breaks-contract',
        detail: expect.stringContaining('body/pieces must be >= 1'),
      });
      expect(depot.logLines.map((line) => JSON.parse(line) as object)).toContainEqual(
        expect.objectContaining({ level: 'error', code: 'event-breaks-contract', path: '/v1/parcels' }),
      );
      expect((await depot.get('/v1/parcels?limit=200')).text).not.toContain('P-8');
      expect((await depot.send('P-8', { key: 'nothing-in-it-now' })).status).toBe(201);
    });

    it('may ask to run without a transaction', async () => {
      expect((await depot.post('/v1/parcels/upload', {}, { key: null })).json).toEqual({ transaction: false });
    });
  });

  describe('queries', () => {
    it('X8 see the rows of the cities of the token, and nothing else', async () => {
      await depot.send('AS-1', { as: headquarters, city: 'AS' });
      const seen = async (as: object) => (await depot.get('/v1/parcels?limit=200', { as })).text;
      expect(await seen({})).not.toContain('AS-1');
      expect(await seen({ cities: ['AS'] })).toContain('AS-1');
      expect(await seen(headquarters)).toContain('AS-1');
      const foreign = await depot.send('AS-2', { city: 'AS' });
      expect(foreign.status).toBe(500);
      expect(await seen(headquarters)).not.toContain('AS-2');
    });

    it('cannot write', async () => {
      expect((await depot.get('/v1/parcels/write')).status).toBe(500);
    });

    it('come in pages', async () => {
      for (const number of ['PG-1', 'PG-2', 'PG-3']) await depot.send(number, { as: { ...headquarters }, city: 'PG' });
      const as = { cities: ['PG'] };
      const first = await depot.get('/v1/parcels?limit=2', { as });
      expect(first.json['items']).toMatchObject([{ number: 'PG-1' }, { number: 'PG-2' }]);
      const second = await depot.get(`/v1/parcels?limit=2&cursor=${String(first.json['nextCursor'])}`, { as });
      expect(second.json).toMatchObject({ items: [{ number: 'PG-3' }], nextCursor: null });
      for (const [query, field] of [
        ['limit=0', 'limit'],
        ['limit=201', 'limit'],
        ['cursor=abc', 'cursor'],
        ['offset=3', 'offset'],
      ] as const) {
        const answer = await depot.get(`/v1/parcels?${query}`, { as });
        expect(answer).toMatchObject({ status: 400, json: { errors: [{ field }] } });
      }
    });
  });

  describe('problems', () => {
    it('name every field that is not as it must be, at once', async () => {
      const answer = await depot.post('/v1/parcels', {
        number: '',
        lines: [{ serial: 'A1', pieces: -5 }, { serial: 3 }],
        colour: 'red',
      });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      const errors = answer.json['errors'] as { field: string; value: string; message: string }[];
      expect(errors.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['number', 'city', 'lines[0].pieces', 'lines[1].serial', 'lines[1].pieces', 'colour']),
      );
      expect(errors).toContainEqual({
        field: 'lines[0].pieces',
        value: '-5',
        message: 'pieces must not be less than 1',
      });
      expect(errors).toContainEqual({
        field: 'colour',
        value: '"red"',
        message: 'this request has no such field; leave it out',
      });
      expect(answer.json['traceId']).toMatch(/^[0-9a-f]{32}$/);
    });

    it('are told at once for bodies of any shape and size, briefly, and leave no long line in the log', async () => {
      const members = (count: number) =>
        JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, 1])));
      const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
      const lines = JSON.stringify({ lines: Array.from({ length: 1_099 }, () => ({ x: 1 })) });
      const name = JSON.stringify({ ['x'.repeat(900_000)]: 1 });
      for (const body of [
        members(70_000),
        members(90),
        nested(100_000),
        lines,
        name,
        JSON.stringify({ number: '😀'.repeat(200_000) }),
      ]) {
        const before = process.cpuUsage();
        const answer = await depot.request('POST', '/v1/parcels', body, {});
        const { user, system } = process.cpuUsage(before);
        const worked = (user + system) / 1_000;
        expect({ status: answer.status, beginning: body.slice(0, 20) }).toMatchObject({ status: 400 });
        expect(answer.text.length).toBeLessThan(12_000);
        expect(answer.text.isWellFormed()).toBe(true);
        expect((answer.json['errors'] as unknown[] | undefined)?.length ?? 0).toBeLessThanOrEqual(20);
        // Of the processor, and so also while others use the machine; that of the request itself is less than half of it.
        expect(worked).toBeLessThan(500);
      }
      expect(Math.max(...depot.logLines.map((line) => line.length))).toBeLessThan(4_000);
    });

    it('are told for texts with control characters or half of one, by the name of the field', async () => {
      for (const text of ['a\0b', '\ud800', 'x\u0085', '\u001b[0m', 'a\u007fb']) {
        const answer = await depot.post('/v1/parcels', {
          number: 'P-90',
          city: 'DL',
          lines: [{ serial: text, pieces: 1 }],
        });
        expect(answer).toMatchObject({
          status: 400,
          json: { code: 'character-not-allowed', details: { field: 'lines[0].serial' } },
        });
      }
      for (const path of ['/v1/parcels/%00', '/v1/parcels?cursor=%00', '/v1/%ff', '/v1/parcels/a%0Ab']) {
        expect(await depot.get(path)).toMatchObject({ status: 400, json: { code: 'character-not-allowed' } });
      }
    });

    it('take an empty text for one that was left out, and blanks around one for nothing', async () => {
      const city = { city: 'DL', lines: [{ serial: ' A1\n', pieces: 1 }] };
      expect(await depot.post('/v1/parcels', { ...city, number: '   ' })).toMatchObject({
        status: 400,
        json: { errors: expect.arrayContaining([expect.objectContaining({ field: 'number', value: 'missing' })]) },
      });
      expect((await depot.post('/v1/parcels', { ...city, number: ' P-91 ' })).json).toMatchObject({ zulu: 'P-91' });
    });

    it('are told for a method that a path does not know', async () => {
      const answer = await depot.request('DELETE', '/v1/parcels', undefined, {});
      expect(answer).toMatchObject({ status: 405, json: { code: 'method-not-allowed' } });
      expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
      expect((await depot.request('PUT', '/v1/nothing', undefined, {})).status).toBe(404);
    });

    it('hide what is not known to be harmless, and log it', async () => {
      const answer = await depot.post('/v1/parcels/break', {});
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain('secret');
      const { traceId } = answer.json;
      expect(answer.json['detail']).toContain(String(traceId));
      const logged = depot.logLines.filter(
        (line) => line.includes(String(traceId)) && line.includes('secret of the house'),
      );
      expect(logged).toHaveLength(1);
    });

    it.each([
      ['a body that is no JSON', 400, 'malformed-request', { body: '{"number":' }],
      [
        'a body of another type',
        415,
        'unsupported-media-type',
        { body: 'a=b', type: 'application/x-www-form-urlencoded+x' },
      ],
      ['a body that is too large', 413, 'body-too-large', { body: JSON.stringify({ number: 'x'.repeat(1_100_000) }) }],
      ['no body', 400, 'invalid-input', { body: '{}' }],
    ])(
      'are told for %s',
      async (_case, status, code, { body, type = 'application/json' }: { body: string; type?: string }) => {
        const answer = await depot.request('POST', '/v1/parcels', body, { headers: { 'content-type': type } });
        expect(answer).toMatchObject({ status, json: { status, code, type: `urn:rotables:problem:${code}` } });
      },
    );

    it('are told for a route that is not there', async () => {
      const answer = await depot.get('/v1/nothing?secret=1');
      expect(answer).toMatchObject({ status: 404, json: { code: 'route-not-found', instance: '/v1/nothing' } });
    });

    it('are noted with actor, address and trace where somebody is refused, in a log that the service cannot change', async () => {
      const forbidden = await depot.send('P-9', {
        as: { subject: 'snoop1', name: 'Ma', roles: ['technician'], cities: ['DL'] },
      });
      const unknown = await depot.send('P-9', { as: null });
      expect([forbidden.status, unknown.status]).toEqual([403, 401]);
      const client = new pg.Client({ connectionString: depot.database.url });
      await client.connect();
      try {
        const noted = await waitFor(
          async () => {
            const { rows } = await client.query<Record<string, unknown>>(
              `select what, actor, address, trace_id, details from security_log where trace_id = any ($1) order by id`,
              [[forbidden.json['traceId'], unknown.json['traceId']]],
            );
            return rows.length === 2 && rows;
          },
          { describe: 'both refusals' },
        );
        expect(noted).toMatchObject([
          { what: 'refused', actor: 'snoop1', address: '127.0.0.1', details: { path: '/v1/parcels', status: 403 } },
          { what: 'refused', actor: null, details: { status: 401 } },
        ]);
        for (const change of [
          'update security_log set actor = null',
          'delete from security_log',
          'select security_log_forget(30)',
        ]) {
          await expect(client.query(change)).rejects.toThrow(/permission denied|180 days/);
        }
      } finally {
        await client.end();
      }
    });

    it('are told for tokens and roles', async () => {
      const none = await depot.get('/v1/parcels', { as: null });
      expect(none).toMatchObject({ status: 401, json: { code: 'token-missing' } });
      expect(none.headers.get('www-authenticate')).toContain('Bearer');
      const wrong = await depot.get('/v1/parcels', { as: { roles: ['finance'] } });
      expect(wrong).toMatchObject({ status: 403, json: { code: 'role-missing' } });
      expect((await depot.get('/v1/parcels/opening-hours', { as: null })).text).toBe('always');
    });
  });

  describe('operation', () => {
    it('is live and ready, and gives figures', async () => {
      expect((await depot.get('/health/live', { as: null })).json).toEqual({ status: 'ok' });
      const ready = await depot.get('/health/ready', { as: null });
      expect(ready).toMatchObject({
        status: 200,
        json: { status: 'ok', details: { database: { status: 'up' }, outbox: { status: 'up' } } },
      });
      await depot.send('P-20');
      await arrived('P-20');
      const { text, headers } = await depot.get('/metrics', { as: null });
      expect(headers.get('content-type')).toContain('text/plain');
      expect(figure(text, 'rotables_outbox_published')).toBeGreaterThan(0);
      expect(figure(text, 'rotables_consumer_received')).toBeGreaterThan(0);
      expect(figure(text, 'rotables_dead_letters')).toBeGreaterThanOrEqual(0);
      expect(text).toMatch(
        /rotables_command_seconds_count\{[^}]*command="ParcelController.send"[^}]*outcome="done"[^}]*\} [1-9]/,
      );
    });

    it('lets an administrator see, skip and release what is parked, and nobody else', async () => {
      await depot.send('BAD-1');
      const parked = await waitFor(
        async () => {
          const { json } = await depot.get('/v1/operations/parked-keys', { as: administrator });
          return (json['items'] as { key: string; deadLetterId: string; topic: string }[]).find(
            ({ key }) => key === 'BAD-1',
          );
        },
        { describe: 'the parked key' },
      );
      const figures = (await depot.get('/metrics', { as: null })).text;
      for (const name of ['dead_letters', 'parked_keys', 'parked_oldest_seconds']) {
        expect(figure(figures, `rotables_${name}`)).toBeGreaterThan(0);
      }
      const letterPath = `/v1/operations/dead-letters/${parked.deadLetterId}`;
      expect((await depot.get(letterPath, { as: administrator })).json).toMatchObject({
        key: 'BAD-1',
        state: 'open',
        error: expect.stringContaining('nobody can take BAD-1'),
      });
      expect(
        (await depot.get('/v1/operations/dead-letters?limit=1', { as: administrator })).json['items'],
      ).toHaveLength(1);
      expect((await depot.get(letterPath, { as: headquarters })).status).toBe(403);
      expect((await depot.post(`${letterPath}/skip`, {}, { as: administrator })).json).toMatchObject({
        code: 'invalid-input',
        errors: expect.arrayContaining([expect.objectContaining({ field: 'reason' })]),
      });
      const skipped = await depot.post(
        `${letterPath}/skip`,
        { reason: 'never arrived in truth' },
        { as: administrator },
      );
      expect(skipped).toMatchObject({
        status: 200,
        json: { state: 'skipped', settledBy: 'root1', settledReason: 'never arrived in truth' },
      });
      const release = `/v1/operations/parked-keys/${parked.topic}/BAD-1/release`;
      expect((await depot.post(release, { reason: 'skipped' }, { as: administrator })).status).toBe(200);
      expect(await depot.post(release, { reason: 'again' }, { as: administrator })).toMatchObject({
        status: 404,
        json: { code: 'key-not-parked' },
      });
    });

    it('mends a dead letter, which takes effect at the release', async () => {
      await depot.send('BAD-2');
      const letter = await waitFor(
        async () => {
          const { json } = await depot.get('/v1/operations/dead-letters?key=BAD-2', { as: administrator });
          return (json['items'] as { id: string; topic: string }[])[0];
        },
        { describe: 'the dead letter' },
      );
      const mend = `/v1/operations/dead-letters/${letter.id}/mend`;
      const wrong = await depot.post(
        mend,
        { body: { number: 'GOOD-2' }, reason: 'typing error' },
        { as: administrator },
      );
      expect(wrong).toMatchObject({ status: 400, json: { detail: expect.stringContaining('depot.parcel-sent.v1') } });
      const mended = await depot.post(
        mend,
        { body: { number: 'GOOD-2', pieces: 7 }, reason: 'typing error' },
        { as: administrator },
      );
      expect(mended.status).toBe(200);
      await depot.post(
        `/v1/operations/parked-keys/${letter.topic}/BAD-2/release`,
        { reason: 'mended' },
        { as: administrator },
      );
      expect(await arrived('GOOD-2')).toMatchObject({ pieces: 7 });
    });

    it('publishes again what is asked for, and consumers drop the repetition', async () => {
      await depot.send('P-30');
      await arrived('P-30');
      const before = figure((await depot.get('/metrics')).text, 'rotables_consumer_received') ?? 0;
      await waitFor(
        async () => {
          const { json } = await depot.post('/v1/operations/redeliver', { keys: ['P-30'] }, { as: administrator });
          return json['redelivered'] === 1;
        },
        { describe: 'the event among the published ones' },
      );
      await waitFor(
        async () => (figure((await depot.get('/metrics')).text, 'rotables_consumer_received') ?? 0) > before,
        { describe: 'the repetition' },
      );
      expect((await arrivals()).filter(({ number }) => number === 'P-30')).toHaveLength(1);
      const empty = await depot.post('/v1/operations/redeliver', {}, { as: administrator });
      expect(empty).toMatchObject({
        status: 400,
        json: { detail: expect.stringContaining('at least one of topic, keys') },
      });
    });

    it('tells of itself to its own machine and to bearers of a token, and keeps answers of people out of caches', async () => {
      const headers = { 'x-forwarded-for': '10.0.0.9' };
      for (const path of ['/metrics', '/docs', '/docs/json']) {
        expect((await depot.get(path, { as: null })).status).toBe(200);
        expect((await depot.get(path, { as: null, headers })).status).toBe(401);
        expect((await depot.get(path, { headers })).status).toBe(200);
      }
      expect((await depot.get('/health/live', { as: null, headers })).status).toBe(200);
      expect((await depot.get('/v1/parcels')).headers.get('cache-control')).toBe('no-store');
      expect((await depot.get('/v1/parcels', { as: null })).headers.get('cache-control')).toBe('no-store');
    });

    it('has a page of its API', async () => {
      expect((await depot.get('/docs', { as: null })).text).toContain('swagger-ui');
    });

    it('documents its routes, their keys, their roles and their problems', async () => {
      const { json } = await depot.get('/docs/json', { as: null });
      expect(json['paths']).toMatchObject({
        '/v1/parcels': {
          get: { description: 'Roles: branch-clerk, warehouse; auditor.', security: [{ bearer: [] }] },
          post: {
            description: 'Roles: branch-clerk, warehouse.',
            security: [{ bearer: [] }],
            parameters: [expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true })],
            responses: { 201: {}, 400: {}, 401: {}, 403: {}, 409: {}, 422: {}, default: {} },
          },
        },
        '/v1/parcels/opening-hours': { get: { responses: { default: {} } } },
        '/v1/parcels/upload': { post: { parameters: [], security: [{ bearer: [] }] } },
      });
      expect(json['paths']).not.toHaveProperty(['/v1/parcels/opening-hours', 'get', 'security']);
    });
  });
});
