import { Card, Col, Row as GridRow, Space, Table, Tag } from 'antd';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type Page, type Row, type Service, getFrom, textOf } from '../api/http';
import { useTexts } from '../language/language';
import { CommandButtons } from '../parts/command-button';
import { instantText } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { ReadProblem } from '../parts/problem-alert';
import type { CommandKind } from '../work/command';

const services: readonly Service[] = ['warranty', 'spare-pool', 'rma', 'billing', 'console'];
const askedEveryMilliseconds = 5_000;
/** An event that waits longer than this is no longer on its usual way. */
const lateSeconds = 30;
const reason = { name: 'reason', kind: 'longText' } as const;

/** What an event can be in the way for, as the services have it. */
const failures = [
  'handler-failed',
  'schema-violation',
  'broken-json',
  'malformed-envelope',
  'wrong-topic',
  'identity-conflict',
  'unknown-type',
  'unknown-version',
  'newer-shape',
];

const serviceOf = (row: Row): Service => row['service'] as Service;

/** What an operator starts from: what is put in its place already, or what came. */
function bodyToMend({ mendedBody, value }: Row): string {
  if (mendedBody !== null && mendedBody !== undefined) return JSON.stringify(mendedBody, null, 2);
  try {
    return JSON.stringify(JSON.parse(textOf(value)), null, 2);
  } catch {
    // It was set aside because it is no JSON: shown as it came, to be put right.
    return textOf(value);
  }
}

const commandsOf = (service: Service): Readonly<Record<'release' | 'releaseMany' | 'mend' | 'skip', CommandKind>> => ({
  release: {
    label: 'command.release',
    service,
    path: ({ topic, key }) =>
      `operations/parked-keys/${encodeURIComponent(textOf(topic))}/${encodeURIComponent(textOf(key))}/release`,
    roles: ['administrator'],
    fields: [reason, { name: 'acceptGap', kind: 'yes' }],
  },
  releaseMany: {
    label: 'command.releaseMany',
    service,
    path: () => 'operations/parked-keys/release',
    roles: ['administrator'],
    fields: [
      { name: 'type', kind: 'text', optional: true },
      { name: 'failure', kind: 'choice', options: failures, optional: true, mustBeChosen: true },
      { name: 'since', kind: 'date', optional: true },
      reason,
    ],
    next: ({ nextCursor }) => (typeof nextCursor === 'string' ? { cursor: nextCursor } : null),
    tells: { key: 'operations.releasedMany', counts: ['released', 'processed', 'blocked'] },
  },
  mend: {
    label: 'command.mend',
    service,
    path: ({ id }) => `operations/dead-letters/${encodeURIComponent(textOf(id))}/mend`,
    roles: ['administrator'],
    when: ({ state }) => state === 'open',
    fields: [{ name: 'body', kind: 'json', initial: bodyToMend }, reason],
  },
  skip: {
    label: 'command.skip',
    service,
    path: ({ id }) => `operations/dead-letters/${encodeURIComponent(textOf(id))}/skip`,
    roles: ['administrator'],
    fields: [reason],
    danger: true,
  },
});

/** For the operator: events that could not take effect, what waits behind them, and whether every service keeps up. */
export default function OperationsPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('operations.title')}>
      <Space orientation="vertical" size="middle">
        <GridRow gutter={[12, 12]}>
          {services.map((service) => (
            <Col key={service} flex="1 1 200px">
              <ServiceCard service={service} />
            </Col>
          ))}
        </GridRow>
        <ParkedKeys />
        <DeadLetters />
      </Space>
    </PageFrame>
  );
}

interface Health {
  readonly isReady: boolean;
  readonly outboxDepth: number | null;
  readonly outboxAgeSeconds: number | null;
  readonly lag: number | null;
}

/** What the service says of itself; a service that is not ready says why in the same figures. */
async function healthOf(service: Service): Promise<Health> {
  const answer = await fetch(`/api/${service}/health/ready`).catch(() => null);
  const body = (await answer?.json().catch(() => null)) as { details?: Record<string, Row> } | null;
  const figure = (part: string, name: string): number | null => {
    const value = body?.details?.[part]?.[name];
    return typeof value === 'number' ? value : null;
  };
  return {
    isReady: answer?.ok === true,
    outboxDepth: figure('outbox', 'depth'),
    outboxAgeSeconds: figure('outbox', 'oldestAgeSeconds'),
    lag: figure('consumer', 'lag'),
  };
}

function ServiceCard({ service }: { readonly service: Service }) {
  const { t, word } = useTexts();
  const { data } = useQuery({
    queryKey: ['ready', service],
    refetchInterval: askedEveryMilliseconds,
    queryFn: () => healthOf(service),
  });
  const age = data?.outboxAgeSeconds ?? 0;
  return (
    <Card
      size="small"
      title={word(service)}
      extra={
        data && (
          <Tag color={data.isReady ? 'green' : 'red'}>
            {t(data.isReady ? 'operations.ready' : 'operations.notReady')}
          </Tag>
        )
      }
    >
      <dl className="arithmetic">
        <dt>{t('operations.lag')}</dt>
        <dd>{data?.lag ?? '—'}</dd>
        <dt>{t('operations.outbox')}</dt>
        <dd>{data?.outboxDepth ?? '—'}</dd>
        <dt>{t('operations.outboxAge')}</dt>
        <dd className={age > lateSeconds ? 'too-much' : ''}>
          {data?.outboxAgeSeconds === undefined || data.outboxAgeSeconds === null
            ? '—'
            : t('operations.seconds', { seconds: Math.round(age) })}
        </dd>
      </dl>
      <CommandButtons kinds={[commandsOf(service).releaseMany]} row={{ service }} isSmall />
    </Card>
  );
}

/** The same list of every service as one, each row with its service. */
function useOfAll(path: string, query: Readonly<Record<string, number>>) {
  const results = useQueries({
    queries: services.map((service) => ({
      queryKey: ['api', service, path, query],
      // No event tells that an event was set aside.
      refetchInterval: askedEveryMilliseconds,
      queryFn: () => getFrom<Page>(service, path, query),
    })),
  });
  return {
    rows: results.flatMap(({ data }, index) =>
      (data?.items ?? []).map((row): Row => ({ ...row, service: services[index] ?? '' })),
    ),
    /** Of each service that does not say: what it has is not known. */
    errors: results.flatMap(({ error }) => (error === null ? [] : [error])),
    isPending: results.some(({ isPending }) => isPending),
  };
}

function ParkedKeys() {
  const { t, word } = useTexts();
  const { rows, errors, isPending } = useOfAll('operations/parked-keys', {});
  return (
    <div>
      {errors.map((error) => (
        <ReadProblem key={error.message} error={error} />
      ))}
      <Table<Row>
        size="small"
        title={() => <strong>{t('operations.parked')}</strong>}
        rowKey={(row) => `${serviceOf(row)} ${textOf(row['topic'])} ${textOf(row['key'])}`}
        dataSource={rows}
        loading={isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: errors.length === 0 && t('operations.noParked') }}
        columns={[
          { title: word('receiver'), render: (_value, row) => word(serviceOf(row)) },
          ...['topic', 'key'].map((field) => ({ title: word(field), dataIndex: field })),
          { title: word('reason'), dataIndex: 'reason', render: (value: string) => word(value) },
          { title: word('waiting'), dataIndex: 'waiting', align: 'right' },
          { title: word('parkedAt'), dataIndex: 'parkedAt', render: (value: string) => instantText(value) },
          {
            title: word('commands'),
            render: (_value, row) => <CommandButtons kinds={[commandsOf(serviceOf(row)).release]} row={row} isSmall />,
          },
        ]}
      />
    </div>
  );
}

function DeadLetters() {
  const { t, word } = useTexts();
  const { rows, errors, isPending } = useOfAll('operations/dead-letters', { limit: 50 });
  return (
    <div>
      {errors.map((error) => (
        <ReadProblem key={error.message} error={error} />
      ))}
      <Table<Row>
        size="small"
        title={() => (
          <>
            <strong>{t('operations.deadLetters')}</strong> <span className="hint">{t('operations.mendHint')}</span>
          </>
        )}
        rowKey={(row) => `${serviceOf(row)} ${textOf(row['id'])}`}
        dataSource={rows}
        loading={isPending}
        pagination={{ pageSize: 25, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: errors.length === 0 && t('operations.noDeadLetters') }}
        expandable={{
          expandedRowRender: (row) => <pre className="event-body">{bodyToMend(row)}</pre>,
        }}
        columns={[
          { title: word('receiver'), render: (_value, row) => word(serviceOf(row)) },
          ...['type', 'key'].map((field) => ({ title: word(field), dataIndex: field })),
          {
            title: word('error'),
            render: (_value, row) => (
              <div className="event-error">
                <div>{word(textOf(row['reason']))}</div>
                {row['reason'] === 'waiting' ? null : textOf(row['error'])}
              </div>
            ),
          },
          { title: word('attempts'), dataIndex: 'attempts', align: 'right' },
          {
            title: word('mended'),
            render: (_value, row) => t((row['mendedBody'] ?? null) === null ? 'no' : 'yes'),
          },
          { title: word('firstFailedAt'), dataIndex: 'firstFailedAt', render: (value: string) => instantText(value) },
          {
            title: word('commands'),
            // What an operator has come for is never out of sight.
            fixed: 'right',
            render: (_value, row) => (
              <CommandButtons
                kinds={[commandsOf(serviceOf(row)).mend, commandsOf(serviceOf(row)).skip]}
                row={row}
                isSmall
              />
            ),
          },
        ]}
      />
    </div>
  );
}
