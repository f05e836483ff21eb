import { topics as allTopics } from '@rotables/contracts';
import { Finder, type Findings } from './report.js';
import { allOf, type Books, type Snapshot } from './snapshot.js';
import { isLogShortened } from './x6-sequences.js';

/** Which topics each service takes in, by its name. */
export type Consumption = ReadonlyMap<string, readonly string[]>;

interface SentRow {
  readonly topic: string;
  readonly key: string;
  readonly sequence: string;
  readonly event_id: string;
  readonly type: string;
  /** Null while it waits in the outbox. */
  readonly published_at: Date | null;
}

interface TakenRow {
  readonly topic: string;
  readonly key: string;
  readonly sequence: string;
  readonly event_id: string | null;
  readonly taken_at: Date;
}

/** What was published and put back into the outbox counts as waiting. */
const sentSql = `
  select topic, key, sequence, event_id, type, published_at from (
    select topic, key, sequence, event_id, type, null::timestamptz as published_at from outbox where topic = any ($1)
    union all
    select topic, key, sequence, event_id, type, published_at from outbox_published p where topic = any ($1)
      and not exists (select from outbox o where (o.topic, o.key, o.sequence) = (p.topic, p.key, p.sequence))
  ) as sent order by topic collate "C", key collate "C", sequence, published_at`;

/** Processed, ignored or given up; or in the dead letters, where an operator sees it. */
const takenSql = `
  select topic, key, sequence, event_id, taken_at from (
    select topic, key, sequence, event_id, recorded_at as taken_at from inbox where topic = any ($1)
    union all
    select topic, key, sequence, event_id, first_failed_at from dead_letter d where topic = any ($1) and key is not null and sequence is not null
      and state = 'open' and not exists (select from inbox i where (i.topic, i.key, i.sequence) = (d.topic, d.key, d.sequence))
  ) as taken order by topic collate "C", key collate "C", sequence`;

export interface Delivery {
  readonly findings: Findings;
  /** Services to which events are on their way. */
  readonly travelling: ReadonlySet<string>;
}

/** X5: every committed event is processed by every consumer once, or lies in its dead letters, or is on its way. */
export async function auditDelivery(books: Books, consumption: Consumption, graceSeconds: number): Promise<Delivery> {
  const finder = new Finder('X5');
  const travelling = new Set<string>();
  for (const producer of allOf(books)) {
    await judgeTopics(producer, finder);
    const produced = allTopics.filter((topic) => topic.startsWith(`${producer.service}.`));
    for (const consumer of allOf(books)) {
      const shared = (consumption.get(consumer.service) ?? []).filter((topic) => produced.includes(topic));
      if (shared.length > 0)
        await comparePair({ producer, consumer, topics: shared, graceSeconds, finder, travelling });
    }
  }
  return { findings: finder.findings, travelling };
}

/** X10: a service tells of its own topics only. */
async function judgeTopics(producer: Snapshot, finder: Finder): Promise<void> {
  const foreign = await producer.all<{ topic: string; key: string; sequence: string }>(
    `select topic, key, sequence from outbox where not starts_with(topic, $1) union all
     select topic, key, sequence from outbox_published where not starts_with(topic, $1) order by topic, key, sequence`,
    [`${producer.service}.`],
  );
  for (const { topic, key, sequence } of foreign) {
    const owner = topic.split('.', 1)[0] ?? topic;
    finder.violation(
      `${topic} ${key} #${sequence}`,
      `${producer.service} has told it`,
      `only ${owner} tells of that topic`,
    );
  }
}

interface Pair {
  readonly producer: Snapshot;
  readonly consumer: Snapshot;
  readonly topics: readonly string[];
  readonly graceSeconds: number;
  readonly finder: Finder;
  readonly travelling: Set<string>;
}

/** Both logs in the same order, side by side, so that memory does not grow with them. */
async function comparePair(pair: Pair): Promise<void> {
  const { producer, consumer, topics } = pair;
  const shortened = await isLogShortened(producer);
  const sent = producer.stream<SentRow>(sentSql, [topics]);
  const taken = consumer.stream<TakenRow>(takenSql, [topics]);
  let [one, other] = [nextOf(await sent.next()), nextOf(await taken.next())];
  while (one !== null || other !== null) {
    const order = compare(one, other);
    if (one !== null && order <= 0) judgeSent(pair, one, order === 0 ? other : null);
    if (other !== null && order > 0 && !shortened) judgeUnsent(pair, other);
    if (order <= 0) one = nextOf(await sent.next());
    if (order >= 0) other = nextOf(await taken.next());
  }
}

function nextOf<Row>(result: IteratorResult<Row, void>): Row | null {
  return result.done === true ? null : result.value;
}

/** An event was sent; `taken` is what the consumer has under the same sequence, if anything. */
function judgeSent(pair: Pair, sent: SentRow, taken: TakenRow | null): void {
  pair.finder.checked += 1;
  if (taken === null) judgeMissing(pair, sent);
  else judgeSame(pair, sent, taken);
}

/** Below zero when the first comes first; where one log is at its end, the other goes on. */
function compare(one: SentRow | null, other: TakenRow | null): number {
  if (one === null || other === null) return one === null ? 1 : -1;
  return comparePlaces(one, other);
}

function comparePlaces(one: SentRow, other: TakenRow): number {
  if (one.topic !== other.topic) return one.topic < other.topic ? -1 : 1;
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  return Number(one.sequence) - Number(other.sequence);
}

function nameOf({ topic, key, sequence }: SentRow | TakenRow): string {
  return `${topic} ${key} #${sequence}`;
}

function judgeMissing({ producer, consumer, graceSeconds, finder, travelling }: Pair, event: SentRow): void {
  if (event.published_at === null || producer.isYoung(event.published_at, graceSeconds)) {
    finder.inFlight += 1;
    travelling.add(consumer.service);
    return;
  }
  const oneSide = `${producer.service} published ${event.type} at ${event.published_at.toISOString()}`;
  finder.violation(nameOf(event), oneSide, `${consumer.service} has it neither in its inbox nor in its dead letters`);
}

function judgeUnsent({ producer, consumer, graceSeconds, finder }: Pair, event: TakenRow): void {
  // The producer's snapshot may be a moment older than the consumer's.
  if (producer.isYoung(event.taken_at, graceSeconds)) {
    finder.inFlight += 1;
    return;
  }
  finder.violation(
    nameOf(event),
    `${consumer.service} has taken it in at ${event.taken_at.toISOString()}`,
    `${producer.service} has never sent it`,
  );
}

/** An event that an operator gave up before it arrived has no id. */
function judgeSame({ producer, consumer, finder }: Pair, sent: SentRow, taken: TakenRow): void {
  if (taken.event_id === null || taken.event_id === sent.event_id) return;
  finder.violation(
    nameOf(sent),
    `${producer.service} sent event ${sent.event_id}`,
    `${consumer.service} has taken in event ${taken.event_id}`,
  );
}
