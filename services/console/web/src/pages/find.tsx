import { Card, Empty, Space } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import { type Page, type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { ValueTag } from '../parts/cell';
import { PageFrame } from '../parts/page-frame';
import { ReadProblem } from '../parts/problem-alert';
import { usePlaces } from '../parts/places';

const mostShown = 10;

/** What was typed into the box at the top and is no document's number: units and cases that it may mean, or that there are none. */
export default function FindPage() {
  const { t } = useTexts();
  const [address] = useSearchParams();
  const wanted = address.get('text') ?? '';
  return (
    <PageFrame title={t('find.title', { text: wanted })}>
      <FoundUnits wanted={wanted} />
    </PageFrame>
  );
}

/**
 * Units whose serial begins so, in capitals too, and what is registered or was reported with this telephone number or plate. Says so
 * where there is nothing, and what it has looked for: somebody who mistypes must not take silence for an answer.
 */
export function FoundUnits({ wanted }: { readonly wanted: string }) {
  const { t } = useTexts();
  const { placeText, cityName } = usePlaces();
  const [answers, errors] = useFound(wanted);
  if (answers === null) return <ReadProblem error={errors[0] ?? null} />;
  const { spares, covered, cases } = answers;
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      {errors.map((error) => (
        <ReadProblem key={error.message} error={error} />
      ))}
      {covered.length > 0 && (
        <Card size="small" title={t('find.covered')}>
          {covered.map((row) => (
            <p key={textOf(row['serial'])}>
              <UnitLink row={row} /> {textOf(row['model'])} · {textOf(row['customerName'])}{' '}
              {textOf(row['customerPhone'])} · {cityName(textOf(row['city']))}
            </p>
          ))}
        </Card>
      )}
      {spares.length > 0 && (
        <Card size="small" title={t('find.spares')}>
          {spares.map((row) => (
            <p key={textOf(row['serial'])}>
              <UnitLink row={row} /> {textOf(row['model'])} · {placeText(textOf(row['place']))}
            </p>
          ))}
        </Card>
      )}
      {cases.length > 0 && (
        <Card size="small" title={t('unit.cases')}>
          {cases.map((row) => (
            <p key={textOf(row['faultNumber'])}>
              <Link to={`/cases/${textOf(row['faultNumber'])}`}>{textOf(row['faultNumber'])}</Link>{' '}
              <ValueTag value={textOf(row['status'])} /> {textOf(row['serial'])} · {textOf(row['reporterName'])} ·{' '}
              {textOf(row['symptom'])}
            </p>
          ))}
        </Card>
      )}
      {covered.length + spares.length + cases.length === 0 && errors.length === 0 && (
        <Empty description={t('find.nothing', { text: wanted })} />
      )}
      <p className="hint">{t('find.lookedFor')}</p>
    </Space>
  );
}

function UnitLink({ row }: { readonly row: Row }) {
  const serial = textOf(row['serial']);
  return (
    <Link className="serial" to={`/units/${encodeURIComponent(serial)}`}>
      {serial}
    </Link>
  );
}

interface Found {
  readonly spares: readonly Row[];
  readonly covered: readonly Row[];
  readonly cases: readonly Row[];
}

/** What was found, or null while nothing has answered yet; and what could not be asked. */
function useFound(wanted: string): readonly [Found | null, readonly Error[]] {
  const capitals = wanted.toUpperCase();
  const limit = mostShown;
  const looks: readonly UseQueryResult<Page | null>[] = [
    useRead<Page>('spare-pool', 'spare-units', { serial: wanted, limit }),
    useRead<Page>('spare-pool', capitals === wanted ? null : 'spare-units', { serial: capitals, limit }),
    useRead<Page>('warranty', 'covered-units', { serial: wanted, limit }),
    useRead<Page>('warranty', capitals === wanted ? null : 'covered-units', { serial: capitals, limit }),
    useRead<Page>('warranty', 'covered-units', { customerPhone: wanted, limit }),
    useRead<Page>('warranty', 'covered-units', { plate: wanted, limit }),
    useRead<Page>('rma', 'rma-cases', { phone: wanted, limit }),
    useRead<Page>('rma', 'rma-cases', { plate: wanted, limit }),
  ];
  const asked = looks.filter(({ fetchStatus, data, error }) => fetchStatus !== 'idle' || data !== undefined || error);
  // A service that takes the text for no serial or number of its own has none of it; that is an answer, not a failure.
  const errors = asked.flatMap(({ error }) => (error === null || isRefusal(error) ? [] : [error]));
  if (asked.some(({ isPending }) => isPending)) return [null, errors];
  const rows = (from: number, to: number, name: string): readonly Row[] => {
    const items = looks.slice(from, to).flatMap(({ data }) => data?.items ?? []);
    return [...new Map(items.map((row) => [textOf(row[name]), row])).values()].slice(0, mostShown);
  };
  return [{ spares: rows(0, 2, 'serial'), covered: rows(2, 6, 'serial'), cases: rows(6, 8, 'faultNumber') }, errors];
}

function isRefusal(error: Error): boolean {
  return 'problem' in error && (error.problem as { readonly status: number }).status === 400;
}
