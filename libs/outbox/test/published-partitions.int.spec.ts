import { UnitOfWork } from '@rotables/persistence';
import { dropPublishedDays, outboxMigrations, OutboxStore } from '../src/index.js';
import type { PublishedDay } from '../src/index.js';
import { createScratchOutbox, query, session } from './scratch-outbox.js';
import type { ScratchOutbox } from './scratch-outbox.js';

let scratch: ScratchOutbox;

beforeAll(async () => {
  scratch = await createScratchOutbox();
});
afterAll(() => scratch.drop());

const insertPublished = (key: string, recordedAt: string) =>
  scratch.database.unitOfWork.run(session, () =>
    UnitOfWork.preparedQuery(
      'spec-publish',
      `insert into outbox_published (id, event_id, topic, key, sequence, type, actor, body, bucket, recorded_at, epoch)
       values (1, gen_random_uuid(), 't', $1, 1, 'spec.v1', 'spec', '{}', 0, $2::timestamptz, 1)`,
      [key, recordedAt],
    ),
  );
const partitionOf = async (key: string) =>
  (
    await query<{ partition: string }>(
      scratch.ownerUrl,
      'select tableoid::regclass::text as partition from outbox_published where key = $1',
      [key],
    )
  )[0]?.partition;
const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const nameOf = (day: string) => `outbox_published_${day.replaceAll('-', '')}`;

describe('the published log', () => {
  const store = () => new OutboxStore(scratch.database.unitOfWork);

  it('has its days ahead, and takes what belongs to none into the default partition', async () => {
    expect(outboxMigrations).toHaveLength(2);
    await insertPublished('today', `${dayAfter(0)}T00:00:00Z`);
    await insertPublished('next-week', `${dayAfter(7)}T23:59:59.999Z`);
    await insertPublished('later', `${dayAfter(9)}T12:00:00Z`);
    expect([await partitionOf('today'), await partitionOf('next-week'), await partitionOf('later')]).toEqual([
      nameOf(dayAfter(0)),
      nameOf(dayAfter(7)),
      'outbox_published_default',
    ]);
  });

  it('moves stray rows into their day when it is made, by replicas that do it at once', async () => {
    await Promise.all([store().preparePartitions(9), store().preparePartitions(9)]);
    expect(await partitionOf('later')).toBe(nameOf(dayAfter(9)));
    await expect(store().preparePartitions(61)).rejects.toThrow('days_ahead is 61, but must be 0 to 60');
  });

  it('drops old days, the oldest first, up to the first of which something waits or a consumer lacks something, and only as the owner', async () => {
    for (const day of ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04']) {
      const [table, from, to] = [nameOf(day), `${day} 00:00:00+00`, `${day} 24:00:00+00`];
      await query(
        scratch.ownerUrl,
        `create table ${table} partition of outbox_published for values from ('${from}') to ('${to}')`,
      );
      await insertPublished(day, `${day}T12:00:00Z`);
    }
    const asOwner = { ownerUrl: scratch.ownerUrl, keepDays: 30 };
    const reasonToKeep = async ({ day }: PublishedDay) => (day === '2020-01-02' ? 'rma lacks one' : null);
    const lacking = {
      dropped: [{ day: '2020-01-01', events: 1 }],
      keptFrom: { day: '2020-01-02', events: 1, reason: 'rma lacks one' },
    };
    expect(await dropPublishedDays({ ...asOwner, reasonToKeep, dryRun: true })).toEqual(lacking);
    expect(await partitionOf('2020-01-01')).toBe(nameOf('2020-01-01'));
    expect(await dropPublishedDays({ ...asOwner, reasonToKeep })).toEqual(lacking);
    expect([await partitionOf('2020-01-01'), await partitionOf('2020-01-03')]).toEqual([
      undefined,
      nameOf('2020-01-03'),
    ]);
    await query(
      scratch.ownerUrl,
      `insert into outbox (event_id, topic, key, sequence, type, actor, body, bucket, recorded_at)
       values (gen_random_uuid(), 't', 'k', 1, 'spec.v1', 'spec', '{}', 0, '2020-01-03T23:59:59Z')`,
    );
    const nothingLacks = async () => null;
    expect(await dropPublishedDays({ ...asOwner, reasonToKeep: nothingLacks })).toEqual({
      dropped: [{ day: '2020-01-02', events: 1 }],
      keptFrom: { day: '2020-01-03', events: 1, reason: 'events of that day still wait for publication' },
    });
    await query(scratch.ownerUrl, 'delete from outbox');
    await expect(
      dropPublishedDays({ ownerUrl: scratch.url, keepDays: 30, reasonToKeep: nothingLacks }),
    ).rejects.toThrow(/must be owner|permission denied/);
    expect(await dropPublishedDays({ ...asOwner, reasonToKeep: nothingLacks })).toEqual({
      dropped: [
        { day: '2020-01-03', events: 1 },
        { day: '2020-01-04', events: 1 },
      ],
      keptFrom: null,
    });
    await expect(dropPublishedDays({ ...asOwner, keepDays: 0, reasonToKeep })).rejects.toThrow('keepDays is 0');
  });
});
