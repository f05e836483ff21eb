import { Injectable } from '@nestjs/common';
import type { StatementPart } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { Timeline, type TimelineFact } from '../timeline.js';

const columns =
  'fault_number, city, topic, key, sequence, type, service, occurred_at, recorded_at, actor, sentence, facts';

/**
 * A fact that names only a day, or no time at all, stands behind what is known of the case by then. A date as timestamptz is read in
 * the session's time zone, so the day's begin is written out in business time. Nine parameters, numbered from `first`.
 */
function factsFrom(first: number): string {
  const types = ['text', 'text', 'bigint', 'text', 'text', 'timestamptz', 'text', 'text', 'text'];
  return `
  select f.topic, f.key, f.sequence, f.type, split_part(f.type, '.', 1) as service, f.actor, f.sentence, f.facts::jsonb as facts,
    coalesce(f.recorded_at, clock_timestamp()) as recorded_at,
    case when length(f.occurred) > 10 then f.occurred::timestamptz end as instant,
    case when length(f.occurred) = 10 then (f.occurred || 'T00:00:00+08:00')::timestamptz end as day
  from unnest(${types.map((type, index) => `$${first + index}::${type}[]`).join(', ')})
    with ordinality as f (topic, key, sequence, type, occurred, recorded_at, actor, sentence, facts, place)
  order by f.place`;
}

const facts = factsFrom(2);
const occurredAt = 'coalesce(f.instant, greatest(c.state_since, f.day))';
const entry = `c.fault_number, c.city, f.topic, f.key, f.sequence, f.type, f.service, ${occurredAt}, f.recorded_at, f.actor, f.sentence, f.facts`;

@Injectable()
export class SqlTimeline extends Timeline {
  async noteForFault(faultNumber: string, noted: readonly TimelineFact[]): Promise<void> {
    if (noted.length === 0) return;
    await UnitOfWork.preparedQuery(
      'case-timeline-note-fault',
      `insert into case_timeline (${columns}) select ${entry} from (${facts}) f, rma_case c
       where c.fault_number = $1 on conflict do nothing`,
      [faultNumber, ...columnsOf(noted)],
    );
  }

  async noteForSerial(serial: string, fact: TimelineFact): Promise<void> {
    await UnitOfWork.preparedQuery(
      'case-timeline-note-serial',
      `insert into case_timeline (${columns}) select ${entry} from (${facts}) f, rma_case c
       where c.closed_at is null and c.fault_number in (
         select fault_number from rma_case where serial = $1 and closed_at is null
         union all select fault_number from loan_projection where serial = $1 and state <> 'returned')
       on conflict do nothing`,
      [serial, ...columnsOf([fact])],
    );
  }
}

/**
 * {@link Timeline.noteForFault} as a part of a statement that writes the case itself: `written` is the common table expression which returns
 * the row of the case as it is written. Its parameters are numbered from `firstParameter`.
 */
export function timelineInsertion(
  noted: readonly TimelineFact[],
  written: string,
  firstParameter: number,
): StatementPart {
  return {
    sql: `insert into case_timeline (${columns}) select ${entry} from (${factsFrom(firstParameter)}) f, ${written} c
     on conflict do nothing`,
    values: columnsOf(noted),
  };
}

function columnsOf(noted: readonly TimelineFact[]): readonly unknown[] {
  return [
    noted.map(({ topic }) => topic),
    noted.map(({ key }) => key),
    noted.map(({ sequence }) => sequence),
    noted.map(({ type }) => type),
    noted.map(({ occurredAt: occurred }) => occurred),
    noted.map(({ recordedAt }) => recordedAt),
    noted.map(({ actor }) => actor),
    noted.map(({ sentence }) => sentence),
    noted.map(({ facts: named }) => JSON.stringify(named)),
  ];
}
