import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Controller, Get, Module } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import { defineEvent, eventContracts } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';
import pg from 'pg';
import { createTopics, InProcessBus } from '@rotables/event-bus';
import {
  createTestDatabase,
  describeWithKafka,
  freshTopicPrefix,
  requireKafkaBrokers,
  waitFor,
} from '@rotables/testing';
import type { TestDatabase } from '@rotables/testing';
import { RunningDepot } from '../test/running-depot.js';
import { parcelService } from '../test/parcel-service.js';
import { defineService, describeService, parseConfiguration, startService } from './index.js';

const headquarters = { subject: 'hq01', name: 'Zhao', roles: ['warehouse'], cities: 'all' } as const;

describe('limits of a service', () => {
  it('answers 503 with Retry-After at once when the pool and its queue are full, and recovers', async () => {
    const depot = await RunningDepot.start({ POOL_SIZE: '2' });
    try {
      depot.parcel.gate.shut();
      const started = performance.now();
      const held = Array.from({ length: 30 }, () => depot.send(randomUUID(), { as: headquarters }));
      const first = await Promise.race(
        held.map(async (answer) => ((await answer).status === 503 ? answer : new Promise<never>(() => undefined))),
      );
      expect(first.json).toMatchObject({ code: 'database-busy', status: 503 });
      // Those in the queue give up only after three seconds; one more than the queue holds is refused without any wait.
      expect(performance.now() - started).toBeLessThan(2_500);
      expect(Number(first.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      depot.parcel.gate.letPass();
      const statuses = (await Promise.all(held)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([201, 503]));
      expect((await depot.send('AFTER')).status).toBe(201);
    } finally {
      depot.parcel.gate.letPass();
      await depot.stop();
    }
  });

  it('lets one bearer have so many requests a minute, another his own, and probes always', async () => {
    const depot = await RunningDepot.start({ RATE_LIMIT_PER_MINUTE: '3', BODY_LIMIT_BYTES: '2048' });
    try {
      const statuses: number[] = [];
      // Another token each time, of the same person.
      for (const minutes of [1, 2, 3, 4]) {
        statuses.push((await depot.get('/v1/parcels/opening-hours', { as: { minutes } })).status);
      }
      expect(statuses).toEqual([200, 200, 200, 429]);
      const refused = await depot.get('/v1/parcels/opening-hours');
      expect(refused.json).toMatchObject({
        code: 'too-many-requests',
        detail: expect.stringContaining('More than 3 requests'),
      });
      expect(refused.headers.get('retry-after')).not.toBeNull();
      expect((await depot.get('/v1/parcels/opening-hours', { as: headquarters })).status).toBe(200);
      // What anybody can write into a header buys no fresh count: all of them are one address.
      const byAnybody: number[] = [];
      for (let count = 0; count < 31; count += 1) {
        const authorization = `Bearer ${randomUUID()}`;
        const options = { as: null, headers: { authorization, 'x-forwarded-for': `10.0.0.${count}` } };
        byAnybody.push((await depot.get('/v1/parcels/opening-hours', options)).status);
      }
      expect(byAnybody).toEqual([...Array<number>(30).fill(200), 429]);
      for (let count = 0; count < 5; count += 1)
        expect((await depot.get('/health/live', { as: null })).status).toBe(200);
      const large = await depot.post('/v1/parcels', { number: 'x'.repeat(3_000) });
      expect(large).toMatchObject({ status: 413, json: { code: 'body-too-large' } });
    } finally {
      await depot.stop();
    }
  });
});

describe('requests of one connection', () => {
  /** Everything that comes back for these very bytes until the service closes the connection. */
  const answersTo = (depot: RunningDepot, bytes: string): Promise<string> => {
    const { hostname, port } = new URL(depot.service.url);
    return new Promise((resolve, reject) => {
      let answers = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.on('data', (part) => (answers += part.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(answers));
    });
  };
  const statuses = (answers: string): string[] => answers.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];
  const smuggled = 'GET /v1/parcels/opening-hours HTTP/1.1\r\nhost: localhost\r\n\r\n';

  it('are kept apart: a body where none belongs is refused, and what was left unread ends the connection', async () => {
    const depot = await RunningDepot.start({ BODY_LIMIT_BYTES: '2048' });
    try {
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE']) {
        for (const framing of [`content-length: ${smuggled.length}`, 'transfer-encoding: chunked']) {
          const head = `${method} /v1/parcels/opening-hours HTTP/1.1\r\nhost: localhost\r\n${framing}\r\n\r\n`;
          const answers = await answersTo(depot, `${head}${smuggled}`);
          // What stands there is no chunk either, of which Node's own parser may tell by a 400 of its own.
          expect({ method, framing, statuses: [...new Set(statuses(answers))] }).toEqual({
            method,
            framing,
            statuses: ['HTTP/1.1 400'],
          });
          if (method === 'GET') expect(answers).toContain('body-not-expected');
        }
      }
      const unread = `POST /v1/nothing HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5000\r\n\r\n${smuggled}`;
      expect(statuses(await answersTo(depot, unread))).toHaveLength(1);
      const empty =
        'GET /v1/parcels/opening-hours HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';
      expect(statuses(await answersTo(depot, empty))).toEqual(['HTTP/1.1 200']);
    } finally {
      await depot.stop();
    }
  });
});

describe('the end of a service', () => {
  it('finishes the request in flight, publishes what it committed, and then answers nobody', async () => {
    const depot = await RunningDepot.start();
    depot.parcel.gate.shut();
    const inFlight = depot.send('LAST');
    await waitFor(() => depot.parcel.gate.entered === 1, { describe: 'the command inside its transaction' });
    const started = performance.now();
    const closing = depot.service.close();
    depot.parcel.gate.letPass();
    expect((await inFlight).status).toBe(201);
    await closing;
    expect(performance.now() - started).toBeLessThan(8_000);
    await expect(fetch(`${depot.service.url}/health/live`)).rejects.toThrow();
    expect(depot.logLines.filter((line) => line.includes('did not end well'))).toEqual([]);
    await depot.stop();
  });

  it('does not wait for a connection that a browser opened in advance and asked nothing over', async () => {
    const depot = await RunningDepot.start();
    const { hostname, port } = new URL(depot.service.url);
    const silent = connect(Number(port), hostname);
    const server = depot.service.app.getHttpServer();
    const open = promisify(server.getConnections.bind(server));
    try {
      await waitFor(async () => (await open()) === 1, { describe: 'the connection to be taken' });
      await depot.service.close();
      await waitFor(() => silent.closed, { describe: 'the connection to be cut' });
      expect(depot.logLines.filter((line) => line.includes('did not end well'))).toEqual([]);
    } finally {
      silent.destroy();
      await depot.stop();
    }
  });
});

describe('idempotency keys', () => {
  it('are forgotten at the start when they are older than they have to be kept, and no others', async () => {
    const depot = await RunningDepot.start({ IDEMPOTENCY_KEY_DAYS: '30' });
    const client = new pg.Client({ connectionString: depot.database.superuserUrl });
    await client.connect();
    const kept = async (): Promise<number> => (await client.query('select from idempotency_key')).rowCount ?? 0;
    try {
      expect((await depot.send('OLD')).status).toBe(201);
      await client.query(`update idempotency_key set recorded_at = now() - interval '31 days'`);
      expect((await depot.send('NEW')).status).toBe(201);
      await client.query(
        `update idempotency_key set recorded_at = now() - interval '29 days' where recorded_at > now() - interval '1 day'`,
      );
      await depot.service.close();
      const again = await startService(depot.parcel.definition, depot.service.parts.configuration, {
        bus: new InProcessBus(),
      });
      await waitFor(async () => (await kept()) === 1, { describe: 'the old key to be forgotten' });
      await again.close();
      expect(await kept()).toBe(1);
    } finally {
      await client.end();
      await depot.stop();
    }
  });
});

describe('the start of a service', () => {
  let database: TestDatabase;
  let directory: string;
  let least: Record<string, string>;
  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await mkdtemp(join(tmpdir(), 'rotables-start-'));
    const key = join(directory, 'public.pem');
    await writeFile(key, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    least = {
      DATABASE_URL: database.url,
      KAFKA_BROKERS: 'in-process',
      PORT: '0',
      LOG_LEVEL: 'silent',
      ACCESS_PUBLIC_KEY: key,
    };
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
    await database.drop();
  });
  const start = (changes: Record<string, string>, definition = parcelService().definition) =>
    startService(definition, parseConfiguration({ ...least, ...changes }, definition));

  it('is refused on a database that lacks migrations, which it names', async () => {
    await expect(start({})).rejects.toThrow(/lacks .*outbox-0001.*depot-0001-parcel; give DATABASE_OWNER_URL/);
  });

  it('is refused without the key of the installation', async () => {
    await expect(start({ ACCESS_PUBLIC_KEY: join(directory, 'none.pem') })).rejects.toThrow(/none\.pem cannot be read/);
  });

  it('is refused alone in a process without brokers', async () => {
    await expect(start({ DATABASE_OWNER_URL: database.ownerUrl })).rejects.toThrow(
      /KAFKA_BROKERS is "in-process", but depot runs in a process of its own/,
    );
  });

  it('is refused on a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    try {
      await expect(RunningDepot.start({ PORT: String(port) })).rejects.toThrow(
        `PORT is ${port}, but something listens there`,
      );
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });

  it('is refused while a route does not say who may call it', async () => {
    @Controller('v1/forgotten')
    class ForgottenController {
      @Get()
      read(): string {
        return 'unguarded';
      }
    }
    @Module({ controllers: [ForgottenController] })
    class ForgetfulModule {}
    const definition = defineService({ ...parcelService().definition, module: ForgetfulModule });
    await expect(describeService(definition)).rejects.toThrow(
      /GET \/v1\/forgotten \(ForgottenController\.read\) says neither/,
    );
  });

  it('needs nothing to describe the API', async () => {
    const { openApi, routes } = await describeService(parcelService().definition);
    expect(openApi.info).toMatchObject({ title: 'Rotables depot', description: 'Sends parcels.' });
    expect(Object.keys(openApi.paths)).toEqual(
      expect.arrayContaining(['/v1/parcels', '/v1/operations/redeliver', '/health/ready', '/metrics']),
    );
    expect(routes.every(({ access }) => access !== undefined)).toBe(true);
  });

  it('refuses a name that could not stand in a topic', () => {
    expect(() => defineService({ ...parcelService().definition, name: 'Spare Pool' })).toThrow('must be kebab-case');
  });
});

describe('a service whose events are not taken', () => {
  it('takes commands and requests, says that events do not move and since when, and recovers by itself', async () => {
    const bus = new InProcessBus({ subscribers: ['depot', 'absent'] });
    const depot = await RunningDepot.start({ STALLED_AFTER_SECONDS: '5' }, { bus });
    try {
      const figures = async () => (await depot.get('/metrics', { as: null })).text;
      const readiness = () => depot.get('/health/ready', { as: null });
      const events = () => depot.get('/health/events', { as: null });
      expect((await depot.send('WAITS-1')).status).toBe(201);
      await waitFor(async () => /rotables_outbox_oldest_seconds\{[^}]*\} (0\.)?[1-9]/.test(await figures()), {
        describe: 'an age of the oldest event',
      });
      expect(await figures()).toMatch(/rotables_outbox_depth\{[^}]*\} 1/);
      expect((await readiness()).status).toBe(200);
      expect((await events()).status).toBe(200);
      await waitFor(async () => (await events()).status === 503, { describe: 'events that are said not to move' });
      expect((await events()).text).toContain('events have waited and none has been published for 5 s');
      // Whoever routes requests by it goes on: commands are taken while the brokers are away.
      const ready = await readiness();
      expect(ready.status).toBe(200);
      expect(ready.json).toMatchObject({ details: { database: { status: 'up' }, outbox: { status: 'degraded' } } });
      expect((await depot.send('WAITS-2')).status).toBe(201);
      bus.subscribe('absent', [], { receive: () => Promise.resolve() }, () => undefined);
      await waitFor(async () => (await events()).status === 200, { describe: 'events that move' });
      await waitFor(async () => /rotables_outbox_depth\{[^}]*\} 0/.test(await figures()), {
        describe: 'an empty outbox',
      });
      expect(await figures()).toMatch(/rotables_outbox_oldest_seconds\{[^}]*\} 0/);
    } finally {
      await depot.stop();
    }
  });
});

describe('a service whose consumer is defective', () => {
  it('goes on answering, says what is wrong, and takes the events in once it is mended', async () => {
    const depot = await RunningDepot.start();
    const client = new pg.Client({ connectionString: depot.database.superuserUrl });
    await client.connect();
    try {
      await client.query('alter table inbox rename to inbox_away');
      expect((await depot.send('WAITS')).status).toBe(201);
      const events = () => depot.get('/health/events', { as: null });
      await waitFor(async () => (await events()).text.includes('a fault keeps it from its work'), {
        describe: 'the fault to be told',
      });
      expect((await events()).status).toBe(503);
      expect((await depot.get('/health/ready', { as: null })).status).toBe(200);
      expect((await depot.send('WAITS-TOO')).status).toBe(201);
      const lines = depot.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines).toContainEqual(expect.objectContaining({ level: 'error', part: 'consumer' }));
      await client.query('alter table inbox_away rename to inbox');
      await waitFor(async () => (await depot.get('/v1/parcels/arrivals')).text.includes('WAITS-TOO'), {
        describe: 'what waited to be taken in',
        timeoutMilliseconds: 20_000,
      });
      await waitFor(async () => (await events()).status === 200, { describe: 'no fault' });
    } finally {
      await client.end();
      await depot.stop();
    }
  });

  it('X5 takes up at its start what was newer than the release before, and says once that it waits', async () => {
    const bus = new InProcessBus();
    const weighed = defineEvent({
      type: 'depot.parcel-weighed.v1',
      topic: 'depot.parcel.v1',
      key: 'number of the parcel',
      description: 'A parcel was weighed.',
      schema: Type.Object({ grams: Type.Integer() }),
      example: { grams: 900 },
    });
    const depot = await RunningDepot.start({}, { bus });
    try {
      const told = (sequence: number, type: string, body: JsonObject) => ({
        id: randomUUID(),
        type,
        source: 'depot',
        topic: depot.parcel.topic,
        key: 'P-9',
        sequence,
        time: new Date().toISOString(),
        city: null,
        actor: 'li.na',
        traceparent: null,
        body,
      });
      const events = [
        told(1, weighed.type, weighed.example),
        told(2, 'depot.parcel-sent.v1', { number: 'P-9', pieces: 1 }),
      ];
      const publisher = bus.publisher();
      for (let times = 0; times < 2; times += 1) await publisher.publish(events);
      const administrator = { subject: 'root1', name: 'Sun', roles: ['administrator'], cities: 'all' } as const;
      const parked = async () => (await depot.get('/v1/operations/parked-keys', { as: administrator })).json['items'];
      expect(await parked()).toMatchObject([{ key: 'P-9', reason: 'newer', waiting: 2 }]);
      const said = depot.logLines.filter((line) => line.includes('is newer than this service and waits'));
      expect(said.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual([1]);

      await depot.upgrade([weighed]);
      await waitFor(async () => (await depot.get('/v1/parcels/arrivals')).text.includes('P-9'), {
        describe: 'what waited behind the newer event',
      });
      await waitFor(async () => ((await parked()) as unknown[]).length === 0, { describe: 'the key to be free' });
      await publisher.publish(events);
      const { json } = await depot.get('/v1/parcels/arrivals');
      expect(json['items']).toHaveLength(1);
    } finally {
      await depot.stop();
    }
  });

  it('writes a line and counts where an event is set aside', async () => {
    const depot = await RunningDepot.start();
    try {
      expect((await depot.send('BAD-1')).status).toBe(201);
      const figures = async () => (await depot.get('/metrics', { as: null })).text;
      await waitFor(async () => /dead_letters_total\{[^}]*reason="handler-failed"[^}]*\} 1/.test(await figures()), {
        describe: 'the count',
      });
      const lines = depot.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines).toContainEqual(
        expect.objectContaining({
          level: 'warn',
          part: 'inbox',
          topic: depot.parcel.topic,
          key: 'BAD-1',
          sequence: 1,
          reason: 'handler-failed',
          msg: expect.stringContaining('nobody can take BAD-1 in'),
        }),
      );
    } finally {
      await depot.stop();
    }
  });
});

describe('two services in one process', () => {
  it('share the bus and nothing else: every event reaches both, each writes its own log and figures', async () => {
    const bus = new InProcessBus({ subscribers: ['north', 'south'] });
    const depots = await Promise.all(['north', 'south'].map((name) => RunningDepot.start({}, { bus, name })));
    try {
      const [north, south] = depots;
      if (north === undefined || south === undefined) throw new Error('Two depots were to be started.');
      await north.send('FROM-NORTH');
      for (const depot of depots) {
        const arrived = async () => (await depot.get('/v1/parcels/arrivals')).text.includes('FROM-NORTH');
        await waitFor(arrived, { describe: `the arrival at ${depot.service.url}` });
      }
      expect((await south.get('/v1/parcels')).text).not.toContain('FROM-NORTH');
      const services = (depot: RunningDepot) =>
        new Set(depot.logLines.map((line) => (JSON.parse(line) as { service: string }).service));
      expect(services(south)).toEqual(new Set(['south']));
      expect((await south.get('/metrics')).text).toMatch(/rotables_outbox_published\{service="south"\} 0/);
      await north.service.close();
      expect((await south.send('FROM-SOUTH')).status).toBe(201);
      expect((await south.get('/health/ready', { as: null })).status).toBe(200);
    } finally {
      for (const depot of depots) await depot.stop();
    }
  });
});

describe('X8 the trail of a service', () => {
  it('is anchored in the others, day by day', async () => {
    const bus = new InProcessBus({ subscribers: ['warranty', 'rma'] });
    const contracts = [...eventContracts.values()].filter(({ type }) => type.endsWith('.trail-anchored.v1'));
    const start = (name: string) => RunningDepot.start({}, { bus, name, contracts });
    const depots = await Promise.all([start('warranty'), start('rma')]);
    const [warranty, rma] = depots;
    const asSuperuser = async (depot: RunningDepot, sql: string): Promise<Record<string, unknown>[]> => {
      const client = new pg.Client({ connectionString: depot.database.superuserUrl });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    };
    try {
      expect((await warranty.send('TWO-DAYS-AGO')).status).toBe(201);
      const moved = `update outbox_published set recorded_at = recorded_at - interval '2 days' returning 1`;
      await waitFor(async () => (await asSuperuser(warranty, moved)).length === 1, { describe: 'a published event' });
      warranty.service.parts.trailUpkeep.start();
      const anchors = `select service, events::int, encode(digest, 'hex') as digest from audit_anchor`;
      const kept = await waitFor(
        async () => {
          const rows = await asSuperuser(rma, anchors);
          return rows.length > 0 && rows;
        },
        { describe: 'the anchor in the other service' },
      );
      expect(kept).toEqual([{ service: 'warranty', events: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
      expect(await asSuperuser(warranty, anchors)).toEqual(kept);
    } finally {
      for (const depot of depots) await depot.stop();
    }
  });
});

describeWithKafka('a service on Kafka', () => {
  it('publishes, consumes, becomes ready, and stops in time', async () => {
    const brokers = requireKafkaBrokers();
    const topicPrefix = freshTopicPrefix('depot');
    const topics = [{ name: parcelService().topic, partitions: 2 }];
    await createTopics({ brokers, clientId: 'depot-test', topicPrefix }, topics, { replicationFactor: 1 });
    const depot = await RunningDepot.start({ KAFKA_BROKERS: brokers.join(','), TOPIC_PREFIX: topicPrefix });
    try {
      expect((await depot.send('K-1')).status).toBe(201);
      const arrived = async () => (await depot.get('/v1/parcels/arrivals')).text.includes('K-1');
      await waitFor(arrived, { timeoutMilliseconds: 40_000, describe: 'the arrival of K-1' });
      const ready = async () => (await depot.get('/health/ready', { as: null })).status === 200;
      await waitFor(ready, {
        describe: async () => `readiness, but: ${(await depot.get('/health/ready', { as: null })).text}`,
      });
      const lag = async () => /rotables_consumer_lag\{[^}]*\} 0/.test((await depot.get('/metrics', { as: null })).text);
      await waitFor(lag, { timeoutMilliseconds: 20_000, describe: 'a lag of 0' });
    } finally {
      const started = performance.now();
      await depot.service.close();
      expect(performance.now() - started).toBeLessThan(8_000);
      await depot.stop();
    }
  });
});
