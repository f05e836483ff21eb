import type { Finder } from './report.js';
import type { Books } from './snapshot.js';

interface HeirRow {
  readonly serial: string;
  readonly inherited_from: string;
  readonly fault: string;
  readonly begun_at: Date;
  readonly gone_at: Date | null;
  readonly gone_reason: string | null;
  readonly heir_until: string | null;
  readonly replaced_until: string | null;
  readonly recorded_at: Date;
}

/**
 * Each heir beside the coverage that it took over: the one that was replaced and ended last before it, or ended at the instant at which it begins. Terms are
 * compared as they were at that instant: what is the heir's own (a renewal, a fee, downtime of its own faults) is left out on its side, and
 * what was added to the replaced unit since, or taken back since, on the other. Downtime that was heard of late is added to both, under the
 * same fault, and judged by itself ({@link lateSql}).
 */
const heirsSql = `
  select heir.serial, heir.inherited_from, heir.inherited_by_fault as fault, heir.begun_at, gone.ended_at as gone_at, gone.end_reason as gone_reason, heir.recorded_at,
    (select max(t.until_on)::text from coverage_term t where (t.serial, t.number) = (heir.serial, heir.number)
      and (t.source = 'inherited' or (t.source = 'service-fee' and exists (select from coverage_term paid
        where (paid.serial, paid.number) = (gone.serial, gone.number) and paid.source = 'service-fee' and paid.document = t.document)))) as heir_until,
    (select max(t.until_on)::text from coverage_term t where (t.serial, t.number) = (gone.serial, gone.number)
      and (t.withdrawn_at is null or t.withdrawn_at > heir.begun_at) and t.until_on > heir.installed_on
      and not (t.source = 'extension' and exists (select from coverage_term late
        where (late.serial, late.number) = (heir.serial, heir.number) and late.source = 'extension' and late.document = t.document))) as replaced_until
  from coverage heir left join lateral (
    select * from coverage gone where gone.serial = heir.inherited_from and gone.state = 'ended'
    order by gone.ended_at = heir.begun_at desc, gone.ended_at <= heir.begun_at desc, gone.ended_at desc limit 1
  ) gone on true
  where heir.inherited_from is not null order by heir.serial`;

/** Days for one fault that the heir was given beyond what the replaced unit was. */
const lateSql = `
  with days as (
    select serial, number, document, sum(until_on - from_on) as days from coverage_term where source = 'extension' group by serial, number, document
  )
  select heir.serial, heir.inherited_from, late.document as fault, late.days::text as heir_until, own.days::text as replaced_until, heir.recorded_at
  from coverage heir
  join days late on (late.serial, late.number) = (heir.serial, heir.number)
  join coverage gone on gone.serial = heir.inherited_from and gone.ended_at = heir.begun_at
  join days own on (own.serial, own.number) = (gone.serial, gone.number) and own.document = late.document
  where late.days > own.days order by heir.serial, late.document`;

/** X3, W8: an heir's coverage begins at the instant at which the other ends, and what it took over ends on that one's last day, neither earlier nor later. */
export async function judgeHeirs(
  { warranty, sparePool }: Pick<Books, 'warranty' | 'sparePool'>,
  finder: Finder,
  graceSeconds: number,
): Promise<void> {
  const faults = new Set<string>();
  const recordedAt = new Map<string, Date>();
  for await (const heir of warranty.stream<HeirRow>(heirsSql)) {
    faults.add(heir.fault);
    recordedAt.set(heir.fault, heir.recorded_at);
    judgeHeir(heir, finder);
  }
  for await (const { serial, inherited_from: replaced, fault, ...days } of warranty.stream<HeirRow>(lateSql)) {
    finder.violation(
      `unit ${serial}`,
      `it was given ${days.heir_until ?? '0'} days for ${fault}`,
      `${replaced}, whose downtime that was, was given ${days.replaced_until ?? '0'}`,
    );
  }
  await judgeGrounds(
    sparePool,
    faults,
    (fault) => sparePool.isYoung(recordedAt.get(fault) ?? sparePool.takenAt, graceSeconds),
    finder,
  );
}

function judgeHeir(heir: HeirRow, finder: Finder): void {
  const { serial, inherited_from: replaced, fault, begun_at: begunAt, gone_at: goneAt } = heir;
  if (goneAt === null) {
    finder.violation(
      `unit ${serial}`,
      `it inherited from ${replaced} by ${fault}`,
      `no coverage of ${replaced} has ended`,
    );
    return;
  }
  if (goneAt.getTime() !== begunAt.getTime() || heir.gone_reason !== 'replaced')
    finder.violation(
      `unit ${serial}`,
      `its coverage begins at ${begunAt.toISOString()}, taken over from ${replaced} by ${fault}`,
      `that of ${replaced} ended at ${goneAt.toISOString()} (${heir.gone_reason ?? 'for no reason'})`,
    );
  else if (heir.heir_until !== heir.replaced_until)
    finder.violation(
      `unit ${serial}`,
      `what it took over from ${replaced} by ${fault} ends on ${heir.heir_until ?? 'no day'}`,
      `what was left of that one's coverage ends on ${heir.replaced_until ?? 'no day'}`,
    );
}

/** Nothing is inherited but by a spare that stayed. */
async function judgeGrounds(
  sparePool: Books['sparePool'],
  faults: ReadonlySet<string>,
  isYoung: (fault: string) => boolean,
  finder: Finder,
): Promise<void> {
  const kept = await sparePool.all<{ fault_number: string }>(
    `select fault_number from loan where state = 'formal-replacement' and fault_number = any ($1)`,
    [[...faults]],
  );
  const grounds = new Set(kept.map(({ fault_number: fault }) => fault));
  for (const fault of faults) {
    if (grounds.has(fault)) continue;
    // The pool's books may be a moment older than those of warranty.
    if (isYoung(fault)) finder.inFlight += 1;
    else
      finder.violation(
        `fault ${fault}`,
        'warranty let a coverage be inherited by it',
        'the pool has no spare that stayed for it',
      );
  }
}
