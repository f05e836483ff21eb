import { App, Button, Card, Col, DatePicker, Form, InputNumber, Row as GridRow, Select, Table } from 'antd';
import dayjs from 'dayjs';
import { type Page, type Row, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useHasRole } from '../api/session';
import { useTexts, type Texts } from '../language/language';
import { takenParts, type AllocationView } from '../parts/allocation-panel';
import { useDraft } from '../parts/draft';
import { businessDate, instantText } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { PersonName } from '../parts/people';
import { usePlaces } from '../parts/places';
import { ProblemAlert, ReadProblem } from '../parts/problem-alert';

interface Preview extends AllocationView {
  readonly allocationNow: number;
}

interface Draft {
  readonly ratioBasisPoints: number;
  readonly cap: number;
  readonly rounding: string;
  readonly effectiveOn: string;
}

const tomorrow = (): string => dayjs(businessDate()).add(1, 'day').format('YYYY-MM-DD');

/** 配额政策: what a policy makes of every city's quota is on the screen before anybody saves it. */
export default function AllocationPolicyPage() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const maySet = useHasRole()('administrator', 'general-manager');
  const policies = useRead<Page>('spare-pool', 'allocation-policies', { limit: 50 });
  const initial: Draft = { ratioBasisPoints: 200, cap: 100, rounding: 'ceil', effectiveOn: tomorrow() };
  const { draft, change, forget } = useDraft<Draft>('allocation-policy', initial);
  const { ratioBasisPoints, cap, rounding } = draft;
  const preview = useRead<Page<Preview>>('spare-pool', 'allocations/preview', { ratioBasisPoints, cap, rounding });
  const command = useCommand<Row>();
  const save = async (): Promise<void> => {
    await command.mutateAsync({ service: 'spare-pool', path: 'allocation-policies', body: draft });
    forget();
    void message.success(t('done', { what: t('policy.save') }));
  };
  return (
    <PageFrame title={t('policy.title')}>
      <GridRow gutter={[16, 16]}>
        <Col xs={24} lg={8}>
          <Card size="small" title={t('policy.try')}>
            <PolicyForm draft={draft} change={change} />
            <ProblemAlert error={command.error} />
            {maySet ? (
              <Button type="primary" loading={command.isPending} onClick={() => void save().catch(() => undefined)}>
                {t('policy.save')}
              </Button>
            ) : (
              <p className="hint">{t('policy.whoSets')}</p>
            )}
          </Card>
          <PolicyHistory policies={policies.data?.items ?? []} />
        </Col>
        <Col xs={24} lg={16}>
          <ReadProblem error={preview.error ?? policies.error} />
          <EffectTable rows={preview.data?.items ?? []} isPending={preview.isPending} />
        </Col>
      </GridRow>
    </PageFrame>
  );
}

function PolicyForm({ draft, change }: { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }) {
  const { word } = useTexts();
  return (
    <Form layout="vertical">
      <Form.Item label={word('ratio')} htmlFor="ratio">
        <InputNumber
          id="ratio"
          min={0}
          max={100}
          step={0.5}
          precision={2}
          suffix="%"
          value={draft.ratioBasisPoints / 100}
          onChange={(percent) => change({ ratioBasisPoints: Math.round((percent ?? 0) * 100) })}
        />
      </Form.Item>
      <Form.Item label={word('cap')} htmlFor="cap">
        <InputNumber id="cap" min={0} precision={0} value={draft.cap} onChange={(cap) => change({ cap: cap ?? 0 })} />
      </Form.Item>
      <Form.Item label={word('rounding')} htmlFor="rounding">
        <Select
          id="rounding"
          value={draft.rounding}
          options={['ceil', 'floor', 'half-up'].map((value) => ({ value, label: word(value) }))}
          onChange={(rounding) => change({ rounding })}
        />
      </Form.Item>
      <Form.Item label={word('effectiveOn')} htmlFor="effectiveOn">
        <DatePicker
          id="effectiveOn"
          allowClear={false}
          value={dayjs(draft.effectiveOn)}
          onChange={(day) => change({ effectiveOn: day?.format('YYYY-MM-DD') ?? tomorrow() })}
        />
      </Form.Item>
    </Form>
  );
}

/** Below zero where a city holds more than the quota would be; `free` itself stops at zero. */
const leftOf = (row: Preview): number => row.allocation - takenParts.reduce((sum, part) => sum + row[part], 0);

/** Cities whose quota would fall below what they hold stand first: somebody has to send units back. */
function EffectTable({ rows, isPending }: { readonly rows: readonly Preview[]; readonly isPending: boolean }) {
  const { t, word } = useTexts();
  const { cityName } = usePlaces();
  const sorted = [...rows].sort((one, other) => Math.min(leftOf(one), 0) - Math.min(leftOf(other), 0));
  const total = (of: (row: Preview) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const figure = (value: number) => <span className="figure">{value}</span>;
  const signed = (value: number) => (
    <span className={`figure ${value < 0 ? 'too-much' : ''}`}>{value > 0 ? `+${value}` : value}</span>
  );
  const columns = [
    { title: word('city'), render: (row: Preview) => cityName(row.city) },
    { title: word('installed'), align: 'right' as const, render: (row: Preview) => figure(row.installed) },
    { title: t('policy.now'), align: 'right' as const, render: (row: Preview) => figure(row.allocationNow) },
    { title: t('policy.then'), align: 'right' as const, render: (row: Preview) => figure(row.allocation) },
    {
      title: t('policy.change'),
      align: 'right' as const,
      render: (row: Preview) => signed(row.allocation - row.allocationNow),
    },
    { title: t('policy.freeThen'), align: 'right' as const, render: (row: Preview) => signed(leftOf(row)) },
  ];
  const totals = [
    total(({ installed }) => installed),
    total(({ allocationNow }) => allocationNow),
    total(({ allocation }) => allocation),
    total(({ allocation, allocationNow }) => allocation - allocationNow),
    total(leftOf),
  ];
  return (
    <Table<Preview>
      size="small"
      rowKey="city"
      title={() => <strong>{t('policy.effect')}</strong>}
      dataSource={sorted}
      loading={isPending}
      pagination={false}
      columns={columns}
      locale={{ emptyText: t('stock.none') }}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}>{t('total')}</Table.Summary.Cell>
          {totals.map((value, index) => (
            <Table.Summary.Cell key={columns[index + 1]?.title} index={index + 1} align="right">
              <strong>{index < 3 ? figure(value) : signed(value)}</strong>
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}

/** The first policy holds from before anything happened; that day says nothing. */
function sinceText(day: string, t: Texts['t']): string {
  return day <= '1970-01-01' ? t('policy.fromBeginning') : t('policy.from', { day });
}

function PolicyHistory({ policies }: { readonly policies: readonly Row[] }) {
  const { t, word } = useTexts();
  return (
    <Card size="small" title={t('policy.history')} className="sub-table">
      {policies.map((policy) => (
        <p key={textOf(policy['effectiveOn'])}>
          <strong>{sinceText(textOf(policy['effectiveOn']), t)}</strong>{' '}
          {t('policy.terms', {
            ratio: Number(policy['ratioBasisPoints']) / 100,
            cap: Number(policy['cap']),
            rounding: word(textOf(policy['rounding'])),
          })}{' '}
          <span className="hint">
            <PersonName account={textOf(policy['setBy'])} /> · {instantText(textOf(policy['recordedAt']))}
          </span>
        </p>
      ))}
    </Card>
  );
}
