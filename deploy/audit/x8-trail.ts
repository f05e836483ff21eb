import { Finder, type Findings } from './report.js';
import { allOf, type Books, type Snapshot } from './snapshot.js';

interface BrokenLink {
  readonly topic: string;
  readonly key: string;
  readonly sequence: string;
  readonly what: string;
}

/**
 * Every link is made anew from what the log says now and from the link before it. The first that is left of an aggregate goes on from what was kept
 * when the log was shortened; events that are older than the links have none.
 */
const brokenLinks = `
  with log as (
    select topic, key, sequence, event_id, type, city, actor, address, on_behalf_of, traceparent, recorded_at, body, link from outbox
    union
    select topic, key, sequence, event_id, type, city, actor, address, on_behalf_of, traceparent, recorded_at, body, link from outbox_published
  ), linked as (
    select log.*, head.first_sequence, head.sequence as last_sequence, head.hash as last_link,
      coalesce(lag(log.link) over (partition by topic, key order by log.sequence),
        case when base.sequence = log.sequence - 1 then base.hash end) as before
    from log left join audit_head head using (topic, key) left join audit_base base using (topic, key)
  )
  select topic, key, sequence, case
      when first_sequence is null then 'has no chain'
      when link is null then 'has no link'
      when link <> audit_link(before, event_id, topic, key, sequence, type, city, actor, address, on_behalf_of, traceparent, recorded_at, body)
        then 'is not what was linked'
      else 'is not the last that was linked' end as what
  from linked
  where (link is null and (sequence >= first_sequence or recorded_at >
          (select min(executed_at) from schema_migration where name = 'outbox-0002-audit-trail')))
     or (link is not null and (first_sequence is null
       or link <> audit_link(before, event_id, topic, key, sequence, type, city, actor, address, on_behalf_of, traceparent, recorded_at, body)
       or (sequence = last_sequence and link <> last_link)))
  order by topic, key, sequence`;

/** Chains whose last event is in no log: cut off at the end. What was shortened away whole has its last link as the base. */
const cutOff = `
  select head.topic, head.key, head.sequence, 'was linked last, but is in no log' as what from audit_head head
  where not exists (select from outbox o where (o.topic, o.key, o.sequence) = (head.topic, head.key, head.sequence))
    and not exists (select from outbox_published o where (o.topic, o.key, o.sequence) = (head.topic, head.key, head.sequence))
    and not exists (select from audit_base base where (base.topic, base.key, base.sequence, base.hash) = (head.topic, head.key, head.sequence, head.hash))
  order by 1, 2`;

/** What each whole day that is still in the log adds up to now. */
const days = `
  select to_char(timezone('UTC', recorded_at), 'YYYY-MM-DD') as day,
    encode(sha256(string_agg(link, ''::bytea order by topic, key, sequence)), 'hex') as digest
  from outbox_published where link is not null group by 1`;

/**
 * Each account beside the last event of it that the console told: who may do what is changed by a command, or not at all. Of an account
 * whose events were dropped with old days only the number of the last one is left.
 */
const accounts = `
  with told as (
    select distinct on (key) key as account, sequence, body from (
      select key, sequence, body from outbox where topic = 'console.account.v1'
      union all select key, sequence, body from outbox_published where topic = 'console.account.v1'
    ) as log order by key, sequence desc
  )
  select coalesce(a.account, t.account) as account,
    case when a.account is null then 'has no row' else concat_ws(', ', a.name, a.roles, coalesce(a.cities::text, 'all cities'), a.department,
      case when a.disabled then 'disabled' else 'active' end, 'as of event ' || a.version) end as row_says,
    case when t.account is null then 'nothing' else concat_ws(', ', t.body->>'name', t.body->'roles', coalesce(nullif(t.body->'cities', 'null')::text, 'all cities'),
      t.body->>'department', t.body->>'state', 'as of event ' || t.sequence) end as trail_says
  from account a full join told t using (account)
  where a.account is null
    or (t.account is null and a.version > 0 and not exists (select from audit_base b where b.topic = 'console.account.v1' and b.key = a.account and b.sequence = a.version))
    or (t.account is not null and (a.version <> t.sequence or a.name is distinct from t.body->>'name' or a.roles is distinct from t.body->'roles'
      or coalesce(a.cities, 'null') is distinct from t.body->'cities' or a.department is distinct from t.body->>'department'
      or (case when a.disabled then 'disabled' else 'active' end) is distinct from t.body->>'state'))
  order by 1`;

/** X8: nobody has changed what was recorded: every chain holds, ends where its head says, and each day adds up to what the other services were told. */
export async function auditTrail(books: Books): Promise<Findings> {
  const finder = new Finder('X8');
  const snapshots = allOf(books);
  for (const snapshot of snapshots) {
    const [counted] = await snapshot.all<{ links: number }>(
      'select count(*)::integer as links from outbox_published where link is not null',
    );
    finder.checked += counted?.links ?? 0;
    for (const sql of [brokenLinks, cutOff]) {
      for await (const row of snapshot.stream<BrokenLink>(sql)) {
        finder.violation(
          `${row.topic} ${row.key} (${snapshot.service})`,
          `event ${row.sequence} ${row.what}`,
          'the trail is only ever appended to',
        );
      }
    }
  }
  for (const snapshot of snapshots) await judgeDays(snapshot, snapshots, finder);
  await judgeAccounts(books, finder);
  return finder.findings;
}

async function judgeDays(own: Snapshot, keepers: readonly Snapshot[], finder: Finder): Promise<void> {
  const now = new Map((await own.all<{ day: string; digest: string }>(days)).map(({ day, digest }) => [day, digest]));
  const [first] = [...now.keys()].sort();
  for (const keeper of keepers) {
    const anchors = await keeper.all<{ day: string; digest: string }>(
      `select to_char(day, 'YYYY-MM-DD') as day, encode(digest, 'hex') as digest from audit_anchor where service = $1 order by 1`,
      [own.service],
    );
    for (const { day, digest } of anchors) {
      // Days that were dropped from the log have nothing left to compare.
      if (first === undefined || day < first || now.get(day) === digest) continue;
      finder.violation(
        `${own.service} ${day}`,
        `its trail adds up to ${now.get(day) ?? 'nothing'}`,
        `${keeper.service} was told ${digest}`,
      );
    }
  }
}

async function judgeAccounts({ console }: Books, finder: Finder): Promise<void> {
  for await (const row of console.stream<{ account: string; row_says: string; trail_says: string }>(accounts)) {
    finder.checked += 1;
    finder.violation(`account ${row.account}`, `its row says ${row.row_says}`, `the trail says ${row.trail_says}`);
  }
}
