import { Card, Col, Row as GridRow, Space, Table, Tag } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { Page, Row, Service } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { CommandButtons } from '../parts/command-button';
import { instantText } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { ProblemAlert } from '../parts/problem-alert';
import type { CommandKind } from '../work/command';

const services: readonly Service[] = ['warranty', 'spare-pool', 'rma', 'billing', 'console'];
const reason = { name: 'reason', kind: 'longText' } as const;

const release = (service: Service): CommandKind => ({
  label: 'command.release',
  service,
  path: ({ topic, key }) =>
    `operations/parked-keys/${encodeURIComponent(String(topic))}/${encodeURIComponent(String(key))}/release`,
  roles: ['administrator'],
  fields: [reason, { name: 'acceptGap', kind: 'yes' }],
});
const skip = (service: Service): CommandKind => ({
  label: 'command.skip',
  service,
  path: ({ id }) => `operations/dead-letters/${encodeURIComponent(String(id))}/skip`,
  roles: ['administrator'],
  fields: [reason],
  danger: true,
});

/** For the operator: events that could not take effect, what waits behind them, and whether every service is ready. */
export default function OperationsPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('operations.title')}>
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        <GridRow gutter={[16, 16]}>
          {services.map((service) => (
            <Col key={service} xs={12} md={8} xl={4}>
              <ReadyCard service={service} />
            </Col>
          ))}
        </GridRow>
        {services.map((service) => (
          <ServiceTroubles key={service} service={service} />
        ))}
      </Space>
    </PageFrame>
  );
}

function ReadyCard({ service }: { readonly service: Service }) {
  const { t, word } = useTexts();
  const { data } = useQuery({
    queryKey: ['ready', service],
    refetchInterval: 5_000,
    queryFn: async () => {
      const answer = await fetch(`/api/${service}/health/ready`).catch(() => null);
      return answer?.ok === true;
    },
  });
  return (
    <Card size="small" title={word(service)}>
      {data === undefined ? (
        '…'
      ) : (
        <Tag color={data ? 'green' : 'red'}>{t(data ? 'operations.ready' : 'operations.notReady')}</Tag>
      )}
    </Card>
  );
}

function ServiceTroubles({ service }: { readonly service: Service }) {
  const { t, word } = useTexts();
  const parked = useRead<{ readonly items: readonly Row[] }>(service, 'operations/parked-keys');
  const letters = useRead<Page>(service, 'operations/dead-letters', { limit: 50 });
  return (
    <Card size="small" title={word(service)}>
      <ProblemAlert error={parked.error ?? letters.error} />
      <Table<Row>
        size="small"
        title={() => <strong>{t('operations.parked')}</strong>}
        rowKey={(row) => `${String(row['topic'])} ${String(row['key'])}`}
        dataSource={[...(parked.data?.items ?? [])]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('operations.noParked') }}
        columns={[
          ...['topic', 'key'].map((field) => ({ title: word(field), dataIndex: field })),
          { title: word('reason'), dataIndex: 'reason', render: (value: string) => word(value) },
          { title: word('waiting'), dataIndex: 'waiting' },
          { title: word('parkedAt'), dataIndex: 'parkedAt', render: (value: string) => instantText(value) },
          { title: word('commands'), render: (_value, row) => <CommandButtons kinds={[release(service)]} row={row} /> },
        ]}
      />
      <Table<Row>
        size="small"
        title={() => <strong>{t('operations.deadLetters')}</strong>}
        rowKey={(row) => String(row['id'])}
        dataSource={[...(letters.data?.items ?? [])]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('operations.noDeadLetters') }}
        columns={[
          ...['type', 'key', 'error', 'attempts'].map((field) => ({ title: word(field), dataIndex: field })),
          { title: word('firstFailedAt'), dataIndex: 'firstFailedAt', render: (value: string) => instantText(value) },
          { title: word('commands'), render: (_value, row) => <CommandButtons kinds={[skip(service)]} row={row} /> },
        ]}
      />
    </Card>
  );
}
