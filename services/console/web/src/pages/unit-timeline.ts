import { useQueries } from '@tanstack/react-query';
import { type Json, type Page, type Row, getFrom, isAway, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts, type Texts } from '../language/language';
import { businessDate, lastCoveredDay } from '../parts/format';
import { usePlaces, type Places } from '../parts/places';
import type { TimelineItem } from './case';

const casesRead = 5;

export interface UnitTimeline {
  readonly items: readonly TimelineItem[];
  /** Of services that are away: their part is missing, which is not the same as that nothing happened. */
  readonly missing: readonly Error[];
  /** Some part is not read yet. */
  readonly isReading: boolean;
}

/** Movements, terms of coverage and the timelines of the latest cases of a unit as one, in the order in which things happened. */
export function useUnitTimeline(serial: string, asOf: string | undefined): UnitTimeline {
  const texts = useTexts();
  const places = usePlaces();
  const unit = useRead<Row>('spare-pool', `spare-units/${encodeURIComponent(serial)}`, { asOf });
  const covered = useRead<Row>('warranty', `covered-units/${encodeURIComponent(serial)}`, { asOf });
  const cases = useRead<Page>('rma', 'rma-cases', { serial, limit: 20, sort: '-reportedAt' });
  const timelines = useQueries({
    queries: (cases.data?.items ?? []).slice(0, casesRead).map(({ faultNumber }) => ({
      queryKey: ['api', 'rma', `rma-cases/${textOf(faultNumber)}/timeline`, { limit: 200 }],
      queryFn: () => getFrom<Page<TimelineItem>>('rma', `rma-cases/${textOf(faultNumber)}/timeline`, { limit: 200 }),
    })),
  });
  const items = [
    ...rowsOf(unit.data?.['movements']).map((movement) => movementItem(movement, places)),
    // What begins only later has not happened; the terms of coverage say it.
    ...rowsOf(covered.data?.['terms'])
      .filter((term) => textOf(term['fromOn']) <= businessDate())
      .map((term) => termItem(term, texts)),
    // The ledger's own movements stand above already.
    ...timelines.flatMap(({ data }) => data?.items ?? []).filter(({ type }) => type !== 'spare-pool.unit-moved.v1'),
  ];
  const isReading = [unit, covered, cases, ...timelines].some(({ isPending }) => isPending);
  const missing = [unit, covered, cases, ...timelines].flatMap(({ error }) => (isAway(error) && error ? [error] : []));
  return {
    items: items
      .filter(({ occurredAt }) => asOf === undefined || shanghaiDay(occurredAt) <= asOf)
      .sort((one, other) => other.occurredAt.localeCompare(one.occurredAt)),
    isReading,
    missing: [...new Map(missing.map((error) => [error.message, error])).values()],
  };
}

function movementItem(movement: Row, { placeText }: Places): TimelineItem {
  const { movedAt, recordedAt, document, recordedBy, fromPlace, toPlace, movement: kind } = movement;
  const from = typeof fromPlace === 'string' && fromPlace !== '' ? `${placeText(fromPlace)} → ` : '';
  return {
    occurredAt: textOf(movedAt),
    recordedAt: textOf(recordedAt),
    service: 'spare-pool',
    type: `spare-pool.${textOf(kind)}.v1`,
    document: textOf(document ?? ''),
    actor: textOf(recordedBy ?? ''),
    sentence: `${from}${placeText(textOf(toPlace))}${typeof document === 'string' ? ` · ${document}` : ''}`,
  };
}

function termItem(term: Row, { t, word }: Texts): TimelineItem {
  const at = `${textOf(term['fromOn'])}T00:00:00.000+08:00`;
  const occurredAt = new Date(at).toISOString();
  return {
    occurredAt,
    recordedAt: occurredAt,
    service: 'warranty',
    type: `warranty.coverage-${textOf(term['source'])}.v1`,
    document: textOf(term['document']),
    actor: textOf(term['document']),
    sentence: t('timeline.term', {
      source: word(textOf(term['source'])),
      until: lastCoveredDay(textOf(term['untilOn'])),
    }),
  };
}

function shanghaiDay(instant: string): string {
  return new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function rowsOf(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? (value as readonly Row[]) : [];
}
