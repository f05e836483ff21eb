import { waitFor } from '@rotables/testing';
import pg from 'pg';
import { RunningDepot } from '../test/running-depot.js';

const headquarters = { subject: 'hq01', name: 'Zhao', roles: ['warehouse'], cities: 'all' } as const;
const administrator = { subject: 'root1', name: 'Sun', roles: ['administrator'], cities: 'all' } as const;

describe('an operator', () => {
  let depot: RunningDepot;
  beforeAll(async () => {
    depot = await RunningDepot.start();
  });
  afterAll(() => depot.stop());

  it('X5 releases many keys at once by what is in their way, for an administrator, and says what came of it', async () => {
    for (const number of ['BAD-41', 'BAD-42', 'BAD-43']) await depot.send(number);
    const ofThese = async () => {
      const { json } = await depot.get('/v1/operations/parked-keys', { as: administrator });
      return (json['items'] as { key: string; parkedAt: string }[]).filter(({ key }) => key.startsWith('BAD-4'));
    };
    await waitFor(async () => (await ofThese()).length === 3, { describe: 'the parked keys' });
    const since = (await ofThese())[0]?.parkedAt;
    const path = '/v1/operations/parked-keys/release';
    const all = { reason: 'corrected', type: 'depot.parcel-sent.v1', failure: 'handler-failed', since };
    expect((await depot.post(path, all, { as: headquarters })).status).toBe(403);
    for (const wrong of [{}, { ...all, failure: 'waiting' }, { ...all, since: '2026-W02' }, { ...all, limit: 201 }]) {
      expect((await depot.post(path, wrong, { as: administrator })).status).toBe(400);
    }
    const first = await depot.post(path, { ...all, limit: 2 }, { as: administrator });
    expect(first).toMatchObject({ status: 200, json: { released: 0, blocked: 2, processed: 0 } });
    const cursor = first.json['nextCursor'];
    const rest = await depot.post(path, { ...all, limit: 2, cursor }, { as: administrator });
    expect(rest.json).toEqual({ released: 0, blocked: 1, processed: 0, nextCursor: null });
    const forged = await depot.post(path, { ...all, cursor: 'WyJ4Il0' }, { as: administrator });
    expect(forged).toMatchObject({ status: 400, json: { code: 'invalid-input' } });

    const client = new pg.Client(depot.database.ownerUrl);
    await client.connect();
    try {
      const sql = `select key, action, actor, reason from inbox_operation where key like 'BAD-4_' order by id`;
      const recorded = { action: 'release', actor: 'root1', reason: 'corrected' };
      const { rows } = await client.query(sql);
      expect(rows).toEqual(['BAD-41', 'BAD-42', 'BAD-43'].map((key) => ({ key, ...recorded })));
    } finally {
      await client.end();
    }
    await Promise.all(
      (await ofThese()).map(async ({ key }) => {
        const letters = await depot.get(`/v1/operations/dead-letters?key=${key}`, { as: administrator });
        const [letter] = letters.json['items'] as { id: string }[];
        await depot.post(`/v1/operations/dead-letters/${letter?.id}/skip`, { reason: 'done' }, { as: administrator });
      }),
    );
    const freed = await depot.post(path, { reason: 'skipped', since }, { as: administrator });
    expect(freed.json).toEqual({ released: 3, blocked: 0, processed: 0, nextCursor: null });
  });
});
