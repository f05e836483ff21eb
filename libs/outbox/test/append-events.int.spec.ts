import { sqlStateOf, UnitOfWork } from '@rotables/persistence';
import {
  appendEventRows,
  appendEvents,
  bucketOf,
  EventBodyTooLarge,
  EventBreaksContract,
  largestBodyBytes,
} from '../src/index.js';
import { createScratchOutbox, putUnit, query, session, ShelfSchema, signal, topic } from './scratch-outbox.js';
import type { ScratchOutbox } from './scratch-outbox.js';

let scratch: ScratchOutbox;

beforeAll(async () => {
  scratch = await createScratchOutbox();
});
afterAll(() => scratch.drop());
beforeEach(async () => {
  await query(scratch.ownerUrl, 'truncate outbox, shelf');
  await query(scratch.ownerUrl, `insert into shelf values ('a', 0, 0)`);
});

const run = <Result>(work: () => Promise<Result>) => scratch.database.unitOfWork.run(session, work);
const sequences = async () =>
  (await query<{ sequence: string }>(scratch.ownerUrl, 'select sequence from outbox order by id')).map(({ sequence }) =>
    Number(sequence),
  );

describe('appending events', () => {
  it('X6 gives every event of an aggregate the next number, whoever writes at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => run(() => putUnit('a'))));
    expect(await sequences()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await query(scratch.ownerUrl, 'select units, version from shelf')).toEqual([{ units: 20, version: 20 }]);
  });

  it('X6 negative control: without the aggregate lock two count from the same version, and the outbox refuses the second', async () => {
    const bothHaveRead = signal();
    let readers = 0;
    const putUnlocked = async () => {
      const shelf = await UnitOfWork.current().findOneOrFail(ShelfSchema, { id: 'a' });
      readers += 1;
      if (readers === 2) bothHaveRead.done();
      await bothHaveRead.promise;
      shelf.version = await appendEvents({ topic, key: 'a', city: null, version: shelf.version }, [
        { type: 'spec.unit-put.v1', body: {} },
      ]);
    };
    const results = await Promise.allSettled([run(putUnlocked), run(putUnlocked)]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [sqlStateOf(result.reason)] : []));
    const uniqueViolation = '23505';
    expect(refused).toEqual([uniqueViolation]);
  });

  it('leaves nothing when the transaction fails', async () => {
    const failing = run(async () => {
      await putUnit('a');
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await sequences()).toEqual([]);
  });

  it('keeps actor, city, trace and body', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await scratch.database.unitOfWork.run(session, () => putUnit('a'), { traceparent });
    expect(
      await query(scratch.ownerUrl, 'select topic, key, type, city, actor, traceparent, body, bucket from outbox'),
    ).toEqual([
      {
        topic,
        key: 'a',
        type: 'spec.unit-put.v1',
        city: 'DL',
        actor: 'system:outbox-spec',
        traceparent,
        body: { shelf: 'a', units: 1 },
        bucket: bucketOf(topic, 'a'),
      },
    ]);
  });

  it('takes thousands of aggregates in a few statements, in the order given', async () => {
    const rows = Array.from({ length: 5_001 }, (_, index) => ({
      topic,
      key: `unit-${index % 3}`,
      city: null,
      sequence: Math.floor(index / 3) + 1,
      type: 'spec.unit-put.v1',
      body: { index },
    }));
    await run(() => appendEventRows(rows));
    const stored = await query<{ index: number }>(
      scratch.ownerUrl,
      `select (body ->> 'index')::integer as index from outbox order by id`,
    );
    expect(stored.map(({ index }) => index)).toEqual(rows.map(({ body }) => body.index));
  });

  it('refuses a body that no broker would take, with its whole command', async () => {
    const body = { note: 'x'.repeat(largestBodyBytes) };
    const tooLarge = run(async () => {
      const version = await putUnit('a');
      await appendEvents({ topic, key: 'a', city: null, version }, [{ type: 'spec.unit-put.v1', body }]);
    });
    await expect(tooLarge).rejects.toThrow(EventBodyTooLarge);
    expect(await sequences()).toEqual([]);
  });

  it.each([
    ['body/shelf must NOT have fewer than 1 characters', { body: { shelf: '' } }],
    ['body/units must be integer', { body: { units: 1.5 } }],
    ['body must NOT have additional properties {"additionalProperty":"unit"}', { body: { unit: 1 } }],
    ['spec.vanished.v1 is not in the contracts', { type: 'spec.vanished.v1' }],
    ['travels on spec.shelf.v1, not on spec.other.v1', { topic: 'spec.other.v1' }],
    ['Its key has 513 characters', { key: 'k'.repeat(513) }],
    ['Its key has 0 characters', { key: '' }],
  ])('refuses with its whole command an event that no consumer would take in: %s', async (problem, wrong) => {
    const row = { topic, key: 'b', city: null, sequence: 1, type: 'spec.unit-put.v1', body: {}, ...wrong };
    const broken = run(async () => {
      await putUnit('a');
      await appendEventRows([row]);
    });
    const error: unknown = await broken.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EventBreaksContract);
    expect(error).toMatchObject({ kind: 'defect', message: expect.stringContaining(problem) });
    expect(await sequences()).toEqual([]);
  });

  it('refuses a version that is none', async () => {
    await expect(run(() => appendEvents({ topic, key: 'a', city: null, version: -1 }, []))).rejects.toThrow(
      'version of spec.shelf.v1 a is -1',
    );
  });

  it('the application can neither change what waits, nor touch what was published', async () => {
    await run(() => putUnit('a'));
    const insufficientPrivilege = '42501';
    const statements = [
      'update outbox set actor = actor',
      'truncate outbox',
      'update outbox_published set actor = actor',
      'delete from outbox_published',
      'delete from outbox_published_default',
      `delete from outbox_published_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`,
      'delete from outbox_lease',
    ];
    for (const sql of statements) {
      const refusal = await query(scratch.url, sql).catch(sqlStateOf);
      expect([sql, refusal]).toEqual([sql, insufficientPrivilege]);
    }
  });
});
