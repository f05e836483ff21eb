import { jest } from '@jest/globals';
import { TcpProxy, waitFor } from '@rotables/testing';
import pg from 'pg';
import {
  AnswerOutOfSight,
  DatabaseUnreachable,
  hashOfBody,
  IdempotencyKeys,
  IdempotencyKeyReused,
  nextNumber,
  nextNumberWithGaps,
  parseIdempotencyKey,
  UnitOfWork,
} from '../src/index.js';
import type { IdempotentRequest, ServiceDatabase, StoredAnswer } from '../src/index.js';
import { ledgerMigrations, sessionOf, signal } from './ledger.js';
import { createScratchDatabase } from './scratch-database.js';
import type { ScratchDatabase } from './scratch-database.js';

const clerk = sessionOf('clerk-1', ['DL']);
const request: IdempotentRequest = { key: 'key-1', route: 'POST /v1/movements', bodyHash: hashOfBody({ units: 1 }) };

let scratch: ScratchDatabase;
let database: ServiceDatabase;

beforeAll(async () => {
  scratch = await createScratchDatabase(ledgerMigrations);
  database = await scratch.open({ entities: [], poolSize: 8 });
});
afterAll(() => scratch.drop());
beforeEach(() => scratch.asOwner('truncate movement, idempotency_key, number_series'));

const movements = async () => (await scratch.asOwner('select units from movement')).length;

async function putMovement(): Promise<StoredAnswer> {
  await UnitOfWork.preparedQuery('put-movement', 'insert into movement (shelf, units) values ($1, $2)', ['a', 1]);
  return { status: 201, response: { movement: 1, note: "it's in" } };
}

/** What an HTTP command does: claim, effect and answer in one transaction. */
function send(keys: IdempotencyKeys, sent: IdempotentRequest = request, session = clerk) {
  return database.unitOfWork.run(session, () => keys.once(sent, putMovement));
}

/** Clients that send the same request at the same moment; an effect too many or an answer that differs is an error. */
async function expectOneEffect(keys: IdempotencyKeys): Promise<void> {
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(keys)));
  expect(new Set(answers.map(({ status, response }) => JSON.stringify({ status, response }))).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(await movements()).toBe(1);
}

describe('idempotency keys', () => {
  const keys = new IdempotencyKeys();

  it('X7 clients that send one key at once have one effect and the same answer', () => expectOneEffect(keys));

  it('X7 negative control: with the key taken out that case fails', async () => {
    class Forgetful extends IdempotencyKeys {
      override claim(): Promise<undefined> {
        return Promise.resolve(undefined);
      }
      override complete(): Promise<void> {
        return Promise.resolve();
      }
    }
    await expect(expectOneEffect(new Forgetful())).rejects.toThrow('toHaveLength');
    expect(await movements()).toBe(6);
  });

  it('refuses another body, and another route, under the same key', async () => {
    await send(keys);
    await expect(send(keys, { ...request, bodyHash: hashOfBody({ units: 2 }) })).rejects.toThrow(IdempotencyKeyReused);
    await expect(send(keys, { ...request, route: 'POST /v1/loans' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
      kind: 'conflict',
      details: { firstRoute: 'POST /v1/movements', route: 'POST /v1/loans' },
    });
    expect(await movements()).toBe(1);
  });

  it('belongs to its actor', async () => {
    await send(keys);
    expect((await send(keys, request, sessionOf('clerk-2', ['DL']))).replayed).toBe(false);
  });

  it('tells its answer again to who sees as much as then, and to nobody who has lost a city since', async () => {
    const both = sessionOf('clerk-1', ['AS', 'DL']);
    await send(keys, request, both);
    expect((await send(keys, request, sessionOf('clerk-1', ['YK', 'DL', 'AS']))).replayed).toBe(true);
    expect((await send(keys, request, sessionOf('clerk-1', 'all'))).replayed).toBe(true);
    for (const cities of [['DL'], ['YK']])
      await expect(send(keys, request, sessionOf('clerk-1', cities))).rejects.toThrow(AnswerOutOfSight);
    const everywhere = { ...request, key: 'key-2' };
    await send(keys, everywhere, sessionOf('clerk-1', 'all'));
    await expect(send(keys, everywhere, both)).rejects.toMatchObject({
      code: 'answer-out-of-sight',
      kind: 'forbidden',
    });
    await scratch.asOwner('update idempotency_key set cities = null');
    expect((await send(keys, everywhere, both)).replayed).toBe(true);
  });

  it('is free again after a rollback, also for one that waits for it', async () => {
    const claimed = signal();
    const fail = signal();
    const failing = database.unitOfWork.run(clerk, () =>
      keys.once(request, async () => {
        claimed.done();
        await fail.promise;
        throw new Error('refused');
      }),
    );
    await claimed.promise;
    const waiting = send(keys);
    fail.done();
    await expect(failing).rejects.toThrow('refused');
    expect((await waiting).replayed).toBe(false);
    expect(await movements()).toBe(1);
  });

  it('is not taken by a claim whose transaction was never begun', async () => {
    const own = await scratch.open({ entities: [], poolSize: 1 });
    const parse = pg.Connection.prototype.parse as (query: { text: string }) => void;
    jest.spyOn(pg.Connection.prototype, 'parse').mockImplementation(function (this: pg.Connection, query) {
      parse.call(this, { ...query, text: query.text === 'begin' ? 'select 1 / 0' : query.text });
    });
    const unbegun = own.unitOfWork.run(clerk, () => keys.once(request, putMovement));
    await expect(unbegun).rejects.toThrow('division by zero');
    jest.restoreAllMocks();
    expect(await scratch.asOwner('select key from idempotency_key')).toEqual([]);
    expect(await movements()).toBe(0);
    expect(await send(keys)).toMatchObject({ replayed: false });
  });

  it('is forgotten after its time', async () => {
    await send(keys);
    await scratch.asOwner(`update idempotency_key set recorded_at = now() - interval '31 days'`);
    expect(await database.unitOfWork.run(clerk, () => keys.forgetOlderThan(30))).toBe(1);
    expect((await send(keys)).replayed).toBe(false);
  });

  it('X7 a client that never heard of the commit sends again and has one effect', async () => {
    const { hostname, port } = new URL(scratch.url);
    const proxy = await TcpProxy.start({ host: hostname, port: Number(port) });
    try {
      const proxied = await scratch.open({ entities: [], poolSize: 1, databaseUrl: proxy.redirect(scratch.url) });
      const unheard = proxied.unitOfWork.run(clerk, async () => {
        await keys.once(request, putMovement);
        proxy.loseAnswers();
      });
      const failed = unheard.catch((error: unknown) => error);
      await waitFor(async () => (await movements()) === 1, { describe: 'the commit' });
      proxy.heal();
      const failure = await failed;
      expect(failure).toBeInstanceOf(DatabaseUnreachable);
      const repeated = await proxied.unitOfWork.run(clerk, () => keys.once(request, putMovement));
      expect(repeated).toMatchObject({ replayed: true, status: 201 });
      expect(await movements()).toBe(1);
    } finally {
      await proxy.close();
    }
  });

  it('must be 1 to 200 visible characters', () => {
    expect(parseIdempotencyKey('a'.repeat(200))).toHaveLength(200);
    for (const bad of ['', 'a'.repeat(201), 'two words', 'ü', undefined])
      expect(() => parseIdempotencyKey(bad)).toThrow('Idempotency-Key is');
  });

  it('the same members in another order are the same body', () => {
    expect(hashOfBody({ a: 1, b: { c: [1, 2], d: null } })).toBe(hashOfBody({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(hashOfBody([1, 2])).not.toBe(hashOfBody([2, 1]));
    expect(hashOfBody(undefined)).toBe(hashOfBody(null));
  });
});

describe('number series', () => {
  const next = (fail = false) =>
    database.unitOfWork.run(clerk, async () => {
      const number = await nextNumber('receipt:DL');
      if (fail) throw new Error('no receipt');
      return number;
    });

  it('B3 has no gap and no repeat, whoever asks at once and whoever rolls back', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => next(index % 3 === 0)));
    const given = asked.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(given.sort((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('counts every series for itself', async () => {
    await next();
    expect(await database.unitOfWork.run(clerk, () => nextNumber('receipt:AS'))).toBe(1);
    await expect(database.unitOfWork.run(clerk, () => nextNumber(''))).rejects.toThrow('series is ""');
  });

  it('with gaps lets nobody wait', async () => {
    const first = await database.unitOfWork.run(clerk, () => nextNumberWithGaps('case_number'));
    expect(await database.unitOfWork.run(clerk, () => nextNumberWithGaps('case_number'))).toBe(first + 1);
  });
});
