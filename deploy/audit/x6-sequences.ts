import { Finder, type Findings } from './report.js';
import { allOf, type Books, type Snapshot } from './snapshot.js';

interface SequenceRow {
  readonly topic: string;
  readonly key: string;
  readonly first: string;
  readonly last: string;
  readonly distinct_events: string;
  readonly distinct_sequences: string;
}

/** An event that is published again lies in both tables under the same id, and is one event. */
const sql = `
  with log as (
    select topic, key, sequence, event_id from outbox union select topic, key, sequence, event_id from outbox_published
  )
  select topic, key, min(sequence) as first, max(sequence) as last, count(*) as distinct_events, count(distinct sequence) as distinct_sequences
  from log group by topic, key
  having count(*) <> max(sequence) or count(distinct sequence) <> count(*) or min(sequence) <> 1
  order by topic, key`;

/** X6: the events of every aggregate are numbered 1, 2, 3 without a gap and without a repeat. */
export async function auditSequences(books: Books): Promise<Findings> {
  const finder = new Finder('X6');
  for (const snapshot of allOf(books)) {
    const [counted] = await snapshot.all<{ aggregates: number }>(
      'select count(*)::integer as aggregates from (select topic, key from outbox union select topic, key from outbox_published) as log',
    );
    finder.checked += counted?.aggregates ?? 0;
    const shortened = await isLogShortened(snapshot);
    for await (const row of snapshot.stream<SequenceRow>(sql)) judge(row, shortened, snapshot.service, finder);
  }
  return finder.findings;
}

function judge(row: SequenceRow, shortened: boolean, service: string, finder: Finder): void {
  const [first, last] = [Number(row.first), Number(row.last)];
  const [events, sequences] = [Number(row.distinct_events), Number(row.distinct_sequences)];
  const subject = `${row.topic} ${row.key} (${service})`;
  if (events > sequences)
    finder.violation(subject, `${events} events share ${sequences} sequences`, 'a sequence is one event');
  const expected = shortened ? last - first + 1 : last;
  if (sequences === expected) return;
  finder.violation(
    subject,
    `it has ${sequences} events, from sequence ${first} to ${last}`,
    `there are ${expected} numbers up to ${last}`,
  );
}

/** An operator may drop old days of the published log; what an aggregate did before is then known to its consumers only. */
export async function isLogShortened(snapshot: Snapshot): Promise<boolean> {
  const rows = await snapshot.all<{ shortened: boolean }>(
    `select coalesce(min(to_date(substring(child.relname from '\\d{8}$'), 'YYYYMMDD'))
        > (select min(timezone('UTC', executed_at))::date from schema_migration), false) as shortened
     from pg_inherits join pg_class as child on child.oid = inhrelid
     where inhparent = 'outbox_published'::regclass and child.relname ~ '\\d{8}$'`,
  );
  return rows[0]?.shortened ?? false;
}
