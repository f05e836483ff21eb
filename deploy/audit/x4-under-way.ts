import type { Finder } from './report.js';
import type { Books } from './snapshot.js';

const daySeconds = 86_400;

interface PendingRow {
  readonly source: string;
  readonly reason: string;
  readonly fault_number: string | null;
  readonly serial: string | null;
  readonly sentence: string;
  readonly recorded_at: Date;
}

/** X4: what is to be charged is under way for a day at most: not held back for longer by whatever is missing, nor unheard of by billing. */
export async function judgeUnderWay(
  { rma, billing }: Pick<Books, 'rma' | 'billing'>,
  unheard: readonly string[],
  finder: Finder,
): Promise<void> {
  const pending = await billing.all<PendingRow>(
    'select source, reason, fault_number, serial, sentence, recorded_at from pending_charge order by source',
  );
  for (const { source, reason, fault_number: fault, serial, sentence, recorded_at: recordedAt } of pending) {
    finder.checked += 1;
    if (billing.isYoung(recordedAt, daySeconds)) finder.inFlight += 1;
    else
      finder.violation(
        `claim ${source}`,
        `billing was told of it at ${recordedAt.toISOString()} (${reason} of ${fault ?? serial ?? 'no case'})`,
        `for more than a day there is no charge: ${sentence}`,
      );
  }
  const told = await rma.all<{ key: string; recorded_at: Date }>(
    `select key, max(recorded_at) as recorded_at from (
       select key, type, recorded_at from outbox where key = any ($1)
       union all select key, type, recorded_at from outbox_published where key = any ($1)
     ) as log where type = 'rma.case-resolved.v1' group by key`,
    [[...unheard]],
  );
  const toldAt = new Map(told.map(({ key, recorded_at: recordedAt }) => [key, recordedAt]));
  for (const fault of unheard) {
    const at = toldAt.get(fault);
    if (at !== undefined && rma.isYoung(at, daySeconds)) finder.inFlight += 1;
    else
      finder.violation(
        `case ${fault}`,
        `rma has resolved it, and ${at === undefined ? 'its log tells of that no more' : `told of that at ${at.toISOString()}`}`,
        'billing has not heard of it, and has no charge',
      );
  }
}
