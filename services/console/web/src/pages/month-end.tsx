import { lazy, Suspense } from 'react';
import { DatePicker, Skeleton, Space, Table } from 'antd';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import { type Page, type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { AllocationBar, takenParts, type AllocationView } from '../parts/allocation-panel';
import { Cell, ValueTag } from '../parts/cell';
import { CommandButtons } from '../parts/command-button';
import { businessDate } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { ReadProblem } from '../parts/problem-alert';
import { usePlaces } from '../parts/places';
import type { CommandKind } from '../work/command';

const StockPicture = lazy(() => import('../parts/stock-picture'));

function lastMonth(): string {
  const [year = 0, month = 0] = businessDate().split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

const open: CommandKind = {
  label: 'command.openStatements',
  service: 'spare-pool',
  path: () => 'reconciliations',
  roles: ['headquarters-approver', 'administrator'],
  fields: [{ name: 'city', kind: 'text', optional: true }],
  given: ({ month }) => ({ month: month ?? null }),
};

/** 月末看板: all cities of a month, what is counted, what differs, who has signed, what is owed; and stock against allocation. */
export default function MonthEndPage() {
  const { t, word } = useTexts();
  const { cityName } = usePlaces();
  const [address, setAddress] = useSearchParams();
  const month = address.get('month') ?? lastMonth();
  const statements = useRead<Page>('spare-pool', 'reconciliations', { month, limit: 200, sort: 'city' });
  const quotas = useRead<Page<AllocationView>>('spare-pool', 'allocations');
  const of = (city: string): Row | undefined => statements.data?.items.find((row) => row['city'] === city);
  const cities = [
    ...new Set([
      ...(quotas.data?.items ?? []).map(({ city }) => city),
      ...(statements.data?.items ?? []).map((row) => textOf(row['city'])),
    ]),
  ].sort();
  const signer = (field: string) => ({
    title: word(field),
    render: (_value: unknown, { city }: { readonly city: string }) => (
      <Cell value={of(city)?.[field]} column={{ field }} />
    ),
  });
  const figure = (field: string) => ({
    title: word(field),
    align: 'right' as const,
    render: (_value: unknown, city: { readonly city: string }) => (
      <span className="figure">{textOf(of(city.city)?.[field] ?? '—')}</span>
    ),
  });
  return (
    <PageFrame
      title={t('monthEnd.title')}
      extra={
        <Space>
          <DatePicker
            picker="month"
            aria-label={word('month')}
            allowClear={false}
            value={dayjs(`${month}-01`)}
            onChange={(chosen) => setAddress(chosen === null ? {} : { month: chosen.format('YYYY-MM') })}
          />
          <CommandButtons kinds={[open]} row={{ month }} />
        </Space>
      }
    >
      <ReadProblem error={statements.error ?? quotas.error} />
      <Suspense fallback={<Skeleton active />}>
        <StockPicture />
      </Suspense>
      <Table<{ readonly city: string }>
        size="small"
        rowKey="city"
        loading={quotas.isPending}
        dataSource={cities.map((city) => ({ city }))}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: quotas.data ? t('empty.statements') : null }}
        columns={[
          { title: word('city'), dataIndex: 'city', render: cityName },
          {
            title: t('monthEnd.statement'),
            render: (_value, { city }) => {
              const row = of(city);
              return row === undefined ? (
                <span className="hint">{t('monthEnd.notOpened')}</span>
              ) : (
                <Link to={`/statements/${textOf(row['statementNumber'])}`}>{textOf(row['statementNumber'])}</Link>
              );
            },
          },
          {
            title: word('state'),
            render: (_value, { city }) =>
              of(city) === undefined ? null : <ValueTag value={textOf(of(city)?.['state'])} />,
          },
          figure('booked'),
          figure('counted'),
          figure('openDiscrepancies'),
          figure('replenishmentOwed'),
          {
            title: word('unsignedSites'),
            render: (_value: unknown, { city }: { readonly city: string }) => (
              <span>{textOf(of(city)?.['unsignedSites'] ?? '—')}</span>
            ),
          },
          signer('signedBy'),
          signer('countersignedBy'),
          {
            title: t('monthEnd.stockNow'),
            render: (_value, { city }) => <StockNow quota={quotas.data?.items.find((one) => one.city === city)} />,
          },
        ]}
      />
    </PageFrame>
  );
}

function StockNow({ quota }: { readonly quota: AllocationView | undefined }) {
  if (quota === undefined) return null;
  const taken = takenParts.reduce((sum, part) => sum + quota[part], 0);
  return (
    <div className="stock-now">
      <AllocationBar quota={quota} />
      <span className={taken > quota.allocation ? 'figure too-much' : 'figure'}>
        {taken} / {quota.allocation}
      </span>
    </div>
  );
}
