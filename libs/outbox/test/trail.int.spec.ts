import { sqlStateOf, UnitOfWork } from '@rotables/persistence';
import { daysToAnchor, keepAnchor, redeliver, TrailContradicted } from '../src/index.js';
import { createScratchOutbox, putUnit, query, session, type ScratchOutbox } from './scratch-outbox.js';

let scratch: ScratchOutbox;

beforeAll(async () => {
  scratch = await createScratchOutbox();
});
afterAll(() => scratch.drop());
beforeEach(async () => {
  await query(scratch.ownerUrl, 'truncate outbox, outbox_published, audit_head, audit_anchor, shelf');
  await query(scratch.ownerUrl, `insert into shelf values ('a', 0, 0), ('b', 0, 0)`);
});

const run = <Result>(work: () => Promise<Result>) => scratch.database.unitOfWork.run(session, work);
const columns =
  'id, event_id, topic, key, sequence, type, city, actor, traceparent, address, on_behalf_of, body, bucket, recorded_at, link';
const publishAll = async (): Promise<void> => {
  await query(scratch.ownerUrl, `insert into outbox_published (${columns}, epoch) select ${columns}, 1 from outbox`);
  await query(scratch.ownerUrl, 'delete from outbox');
};

describe('X8 the trail', () => {
  it('says who, from where, and on whose behalf a service acts by itself', async () => {
    const { unitOfWork } = scratch.database;
    await unitOfWork.run(session, () => putUnit('a'), { address: '192.0.2.7' });
    const onBehalf = async (): Promise<void> => {
      UnitOfWork.continueTrace(null, 'li.na');
      await putUnit('b');
    };
    await run(onBehalf);
    expect(await query(scratch.ownerUrl, 'select actor, address, on_behalf_of from outbox order by id')).toEqual([
      { actor: session.actor, address: '192.0.2.7', on_behalf_of: null },
      { actor: session.actor, address: null, on_behalf_of: 'li.na' },
    ]);
  });

  it('links each event to the one before it in its aggregate, and keeps the last link out of reach', async () => {
    await run(async () => {
      await putUnit('a');
      await putUnit('a');
      await putUnit('b');
    });
    await run(() => putUnit('a'));
    const broken = await query(
      scratch.ownerUrl,
      `select key, sequence from (select *, lag(link) over (partition by topic, key order by sequence) as before from outbox) as log
       where link is distinct from audit_link(before, event_id, topic, key, sequence, type, city, actor, address, on_behalf_of,
         traceparent, recorded_at, body)`,
    );
    expect(broken).toEqual([]);
    const heads = `select head.key, head.sequence::int, head.hash = o.link as is_last from audit_head head
      join outbox o using (topic, key, sequence) order by 1`;
    expect(await query(scratch.ownerUrl, heads)).toEqual([
      { key: 'a', sequence: 3, is_last: true },
      { key: 'b', sequence: 1, is_last: true },
    ]);
    const changes = [
      'update audit_head set sequence = 9',
      'delete from audit_head',
      'insert into audit_base values ($$t$$, $$k$$, 1, $$x$$)',
      'update audit_anchor set events = 0',
      'delete from audit_anchor',
      'update outbox_published set actor = actor',
    ];
    for (const change of changes) {
      const refused = await query(scratch.url, change).catch(sqlStateOf);
      expect({ change, refused }).toEqual({ change, refused: '42501' });
    }
  });

  it('links nothing twice that is published again', async () => {
    await run(() => putUnit('a'));
    await publishAll();
    await run(() => redeliver({ keys: ['a'] }));
    await run(() => putUnit('a'));
    const links = `select sequence::int, count(distinct link)::int as links from
      (select * from outbox union all select ${columns} from outbox_published) log group by 1 order by 1`;
    expect(await query(scratch.ownerUrl, links.replace('select *', `select ${columns}`))).toEqual([
      { sequence: 1, links: 1 },
      { sequence: 2, links: 1 },
    ]);
  });

  it('anchors days that are over and whole, once, and contradicts another digest of the same day', async () => {
    await run(() => putUnit('a'));
    await publishAll();
    expect(await run(() => daysToAnchor('depot'))).toEqual([]);
    await query(scratch.ownerUrl, `update outbox_published set recorded_at = recorded_at - interval '2 days'`);
    const [day] = await run(() => daysToAnchor('depot'));
    expect(day).toEqual({ day: expect.any(String), events: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    if (day === undefined) throw new Error('There was a day to anchor.');
    expect(await run(() => keepAnchor('depot', day))).toEqual({ isNew: true, before: 0 });
    expect(await run(() => daysToAnchor('depot'))).toEqual([]);
    expect(await run(() => keepAnchor('depot', day))).toEqual({ isNew: false, before: 1 });
    const other = { ...day, digest: 'f'.repeat(64) };
    await expect(run(() => keepAnchor('depot', other))).rejects.toThrow(TrailContradicted);
  });
});
