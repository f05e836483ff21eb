import type pg from 'pg';

/** What a case saw, for its line and for its own expectations. */
export interface Sighting {
  readonly commands: number;
  readonly events: number;
  readonly effects: number;
  /** Records on the topic beyond one per event: published again. */
  readonly duplicates: number;
  /** Records that reached a receiver again: their offset was not committed. */
  readonly redelivered: number;
}

export const nothingSeen: Sighting = { commands: 0, events: 0, effects: 0, duplicates: 0, redelivered: 0 };

/** The books do not agree with what was acknowledged, or with themselves. */
export class BooksDisagree extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`${problems.length} disagreements:\n${problems.slice(0, 20).join('\n')}`);
    this.name = 'BooksDisagree';
  }
}

const events = `(select key, sequence from outbox union all select key, sequence from outbox_published)`;

/** X7: acknowledged commands (the parameter) are in the books. As below, every row is a sentence that says what is wrong. */
const lostCommands = `
  select format('command %s was acknowledged and has no effect', command) as problem
  from unnest($1::text[]) as acknowledged (command) where command not in (select put.command from put)`;

const questions: readonly string[] = [
  // X7: one command has one effect.
  `select format('command %s took effect %s times', command, count(*)) as problem from put group by command having count(*) > 1`,
  `select format('shelf %s has %s units, but %s commands put one there', shelf.id, units, count(put.id)) as problem
   from shelf left join put on put.shelf = shelf.id group by shelf.id having units <> count(put.id)`,
  // X6: the sequence of every aggregate's events has neither gap nor repeat.
  `select format('the events of shelf %s at version %s are %s', shelf.id, version, array_agg(sequence order by sequence)) as problem
   from shelf left join ${events} as event on event.key = shelf.id group by shelf.id
   having version > 0 and array_agg(sequence order by sequence) is distinct from array(select generate_series(1, version)::bigint)`,
  `select format('event %s of shelf %s is still not published', sequence, key) as problem from outbox`,
  // X5: every event was processed once, in order, and lies in no dead letters.
  `select format('the inbox has %s events of shelf %s at version %s', count(inbox.sequence), shelf.id, version) as problem
   from shelf left join inbox on inbox.key = shelf.id and outcome = 'processed' group by shelf.id having count(inbox.sequence) <> version`,
  `select format('event %s of shelf %s has no effect', sequence, key) as problem from ${events} as event
   where not exists (select from effect where effect.key = event.key and effect.sequence = event.sequence)`,
  `select format('event %s of shelf %s has its effect %s times', sequence, key, count(*)) as problem
   from effect group by key, sequence having count(*) > 1`,
  `select format('the effects of shelf %s came in the order %s', key, array_agg(sequence order by id)) as problem
   from effect group by key having array_agg(sequence order by id) <> array_agg(sequence order by sequence)`,
  // The order on the topic: repetitions apart, which come later.
  `select format('the events of shelf %s stand on the topic in the order %s', key, array_agg(sequence order by first)) as problem
   from (select key, sequence, min(record_offset) as first from delivery group by key, sequence) as record
   group by key having array_agg(sequence order by first) <> array_agg(sequence order by sequence)`,
  `select format('event %s of shelf %s is a dead letter: %s', sequence, key, error) as problem from dead_letter`,
  `select format('shelf %s is parked for %s', key, reason) as problem from parked_key`,
];

/** Throws {@link BooksDisagree} unless every acknowledged command has its effect, none twice, without gaps and in order. */
export async function ensureBooksAgree(client: pg.Client, acknowledged: readonly string[]): Promise<void> {
  const lost = await client.query<{ problem: string }>(lostCommands, [acknowledged]);
  const problems = lost.rows.map(({ problem }) => problem);
  for (const question of questions) {
    const { rows } = await client.query<{ problem: string }>(question);
    problems.push(...rows.map(({ problem }) => problem));
  }
  if (problems.length > 0) throw new BooksDisagree(problems);
}

export async function sightingOf(client: pg.Client): Promise<Sighting> {
  const { rows } = await client.query<Sighting>(
    `select (select count(*) from put)::int as commands, (select count(*) from outbox_published)::int as events,
       (select count(*) from effect)::int as effects,
       (count(distinct (partition, record_offset)) - count(distinct (key, sequence)))::int as duplicates,
       (count(*) - count(distinct (partition, record_offset)))::int as redelivered
     from delivery`,
  );
  return rows[0] ?? nothingSeen;
}

/** What `later` saw beyond `earlier`. */
export function difference(later: Sighting, earlier: Sighting): Sighting {
  return {
    commands: later.commands - earlier.commands,
    events: later.events - earlier.events,
    effects: later.effects - earlier.effects,
    duplicates: later.duplicates - earlier.duplicates,
    redelivered: later.redelivered - earlier.redelivered,
  };
}
