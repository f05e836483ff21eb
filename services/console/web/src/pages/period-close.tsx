import { Alert, App, Button, DatePicker, Input, Space, Table, Tag } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { type Json, type Page, type Row, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useHasRole } from '../api/session';
import { useTexts } from '../language/language';
import { Cell, isRow, ValueTag } from '../parts/cell';
import { useDraft } from '../parts/draft';
import { businessDate, fenText, instantText } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { usePeople } from '../parts/people';
import { ProblemAlert, ReadProblem } from '../parts/problem-alert';
import { listNamed } from '../work/lists';

interface Carried {
  readonly reason: string;
  readonly owner: string;
}

const lastMonth = (): string => dayjs(businessDate()).subtract(1, 'month').format('YYYY-MM');

/** 关账 (B5): what still blocks the close of a month, and what of it goes into the next one by name. */
export default function PeriodClosePage() {
  const { t, word } = useTexts();
  const [address, setAddress] = useSearchParams();
  const period = address.get('period') ?? lastMonth();
  const asOf = dayjs(`${period}-01`).endOf('month').format('YYYY-MM-DD');
  const periods = useRead<Page>('billing', 'accounting-periods', { limit: 60 });
  const blockers = useRead<Page>('billing', 'matching', { asOf, limit: 200 });
  const found = periods.data?.items.find((row) => row['period'] === period);
  const isClosed = found?.['state'] === 'closed';
  return (
    <PageFrame
      title={
        <Space>
          <span>{t('period.title')}</span>
          <span className="figure">{period}</span>
          <ValueTag value={isClosed ? 'closed' : 'open'} field="period" />
        </Space>
      }
      extra={
        <DatePicker
          picker="month"
          aria-label={word('period')}
          allowClear={false}
          value={dayjs(`${period}-01`)}
          onChange={(month) => setAddress({ period: month?.format('YYYY-MM') ?? lastMonth() })}
        />
      }
    >
      <ReadProblem error={periods.error ?? blockers.error} />
      {isClosed ? (
        <ClosedPeriod row={found} />
      ) : (
        // Not known is not the same as none: nothing may be said to be free to close.
        (blockers.isSuccess || blockers.isPending) && (
          <Blockers key={period} period={period} rows={blockers.data?.items ?? []} isPending={blockers.isPending} />
        )
      )}
    </PageFrame>
  );
}

function ClosedPeriod({ row }: { readonly row: Row }) {
  const { t, wordIn } = useTexts();
  const { nameAndAccount } = usePeople();
  const carried = (Array.isArray(row['carriedForward']) ? (row['carriedForward'] as readonly Json[]) : []).filter(
    isRow,
  );
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={t('period.closed', {
          who: nameAndAccount(textOf(row['closedBy'])),
          at: instantText(textOf(row['closedAt'])),
        })}
      />
      <Table<Row>
        size="small"
        className="sub-table"
        rowKey="exceptionId"
        title={() => <strong>{t('period.carried')}</strong>}
        dataSource={carried}
        pagination={false}
        locale={{ emptyText: t('period.nothingCarried') }}
        columns={['exceptionId', 'owner', 'reason'].map((field) => ({
          title: wordIn('matching', field),
          dataIndex: field,
        }))}
      />
    </>
  );
}

function Blockers({
  period,
  rows,
  isPending,
}: {
  readonly period: string;
  readonly rows: readonly Row[];
  readonly isPending: boolean;
}) {
  const { t, word } = useTexts();
  const { message } = App.useApp();
  const mayClose = useHasRole()('finance');
  const command = useCommand<Row>();
  const {
    draft: named,
    change: name,
    forget,
  } = useDraft<Readonly<Record<string, Carried>>>(`period-close.${period}`, {});
  const carriedOf = (row: Row): Carried =>
    named[textOf(row['exceptionId'])] ?? { reason: '', owner: textOf(row['owner']) };
  const change = (row: Row, part: Partial<Carried>): void =>
    name({ [textOf(row['exceptionId'])]: { ...carriedOf(row), ...part } });
  const unnamed = rows.filter((row) => carriedOf(row).reason.trim() === '').length;
  const close = async (): Promise<void> => {
    const carryForward = rows.map((row) => ({ exceptionId: row['exceptionId'] ?? '', ...carriedOf(row) }));
    await command.mutateAsync({
      service: 'billing',
      path: `accounting-periods/${period}/close`,
      body: { carryForward },
    });
    forget();
    void message.success(t('done', { what: t('period.close') }));
  };
  const input = (row: Row, field: keyof Carried) => (
    <Input
      aria-label={`${word(field)} ${textOf(row['document'])}`}
      size="small"
      value={carriedOf(row)[field]}
      maxLength={200}
      onChange={({ target }) => change(row, { [field]: target.value })}
    />
  );
  const columns = listNamed('matching')
    .columns.filter(({ field }) => !['owner', 'carriedForwardIn'].includes(field))
    .map((column) => ({
      title: word(column.field),
      render: (_value: unknown, row: Row) => <Cell value={row[column.field]} column={column} />,
    }));
  return (
    <>
      <p className="fact">
        {rows.length === 0 ? t('period.free') : t('period.blocked', { count: rows.length, sum: sumText(rows) })}{' '}
        {rows.length > 0 && (
          <Tag color={unnamed > 0 ? 'orange' : 'green'}>{t('period.unnamed', { count: unnamed })}</Tag>
        )}
      </p>
      <Table<Row>
        size="small"
        rowKey={(row) => textOf(row['exceptionId'])}
        dataSource={[...rows].sort((one, other) => Number(other['ageDays']) - Number(one['ageDays']))}
        loading={isPending}
        pagination={{ pageSize: 25, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('empty.matching') }}
        columns={[
          ...columns,
          ...(mayClose
            ? [
                { title: t('period.owner'), render: (_value: unknown, row: Row) => input(row, 'owner') },
                { title: t('period.reason'), width: 260, render: (_value: unknown, row: Row) => input(row, 'reason') },
              ]
            : [{ title: word('owner'), render: (_value: unknown, row: Row) => textOf(row['owner']) }]),
        ]}
      />
      <div className="pager">
        <ProblemAlert error={command.error} />
        {mayClose && (
          <Button
            type="primary"
            disabled={unnamed > 0 || isPending}
            loading={command.isPending}
            onClick={() => void close().catch(() => undefined)}
          >
            {t('period.close')}
          </Button>
        )}
      </div>
    </>
  );
}

function sumText(rows: readonly Row[]): string {
  return fenText(rows.reduce((sum, row) => sum + Number(row['amountFen']), 0));
}
