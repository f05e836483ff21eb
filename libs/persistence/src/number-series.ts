import { InvalidInput } from '@rotables/domain-kernel';
import { checkedIdentifier } from './row-security.js';
import { UnitOfWork } from './unit-of-work.js';

const seriesPattern = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;

/**
 * The next number of a series that has no gaps (B3), from 1. The series' row stays locked until the transaction ends: whoever wants
 * the next one waits, and a rollback gives the number back. Ask for it as late in the transaction as can be. Inside a unit of work.
 */
export async function nextNumber(series: string): Promise<number> {
  if (!seriesPattern.test(series)) {
    throw new InvalidInput('series', series, '1 to 100 letters, digits or . _ : / -, for example "receipt:DL:2013"');
  }
  const { rows } = await UnitOfWork.preparedQuery<{ last: string }>(
    'number-series-next',
    `insert into number_series (series, last) values ($1, 1)
     on conflict (series) do update set last = number_series.last + 1 returning last`,
    [series],
  );
  return numberIn(rows[0]?.last, series);
}

/** The next number of a sequence that {@link sequenceWithGaps} made: nobody waits, and a rollback or restart leaves gaps. For case numbers. */
export async function nextNumberWithGaps(sequence: string): Promise<number> {
  const { rows } = await UnitOfWork.preparedQuery<{ next: string }>(
    'number-sequence-next',
    'select nextval($1::text::regclass) as next',
    [checkedIdentifier(sequence, 'sequence')],
  );
  return numberIn(rows[0]?.next, sequence);
}

/** For a migration: a sequence for {@link nextNumberWithGaps}, from 1. */
export function sequenceWithGaps(sequence: string): string {
  return `create sequence ${checkedIdentifier(sequence, 'sequence')};`;
}

function numberIn(text: string | undefined, series: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Error(`The series ${series} gave ${text}, which is not a number that fits.`);
  return value;
}
