import { useState } from 'react';
import { App, Alert, Button, Col, Row as GridRow, Table } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { type Json, type Page, type Row, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { Cell, isRow } from '../parts/cell';
import { useDraft } from '../parts/draft';
import { PageFrame } from '../parts/page-frame';
import { usePlaces } from '../parts/places';
import { ProblemAlert, ReadProblem } from '../parts/problem-alert';
import { ScanField } from '../parts/scan-box';
import { sound } from '../parts/sound';
import { ScanLines, type ScanLine } from './scan-lines';

/** 收货: scan the shipment, scan what is in it; what is missing shows as it goes. */
export default function ReceiveShipmentPage() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const number = address.get('shipment');
  const arriving = useRead<Page>('spare-pool', 'shipments', { state: 'dispatched', sort: 'dispatchedAt', limit: 100 });
  const shipment = useRead<Row>('spare-pool', number === null ? null : `shipments/${number}`);
  const { draft, change, forget } = useDraft<{ readonly scanned: readonly string[] }>(
    `receive-shipment.${number ?? ''}`,
    { scanned: [] },
  );
  const { scanned } = draft;
  const [state, setState] = useState<'right' | 'wrong' | null>(null);
  const command = useCommand<Row>();
  const lines = shipment.data?.['lines'];
  const expected = (Array.isArray(lines) ? (lines as readonly Json[]).filter(isRow) : []).map(({ serial }) =>
    textOf(serial),
  );
  const missing = expected.filter((serial) => !scanned.includes(serial));
  const shown: readonly ScanLine[] = scanned.map((text) => ({
    text,
    state: expected.includes(text) ? 'right' : 'wrong',
    note: t(expected.includes(text) ? 'receive.expected' : 'receive.unexpected'),
  }));
  const signal = (kind: 'right' | 'wrong'): void => {
    setState(kind);
    sound(kind);
  };
  const scan = (text: string): void => {
    if (arriving.data?.items.some(({ shipmentNumber }) => shipmentNumber === text)) {
      setAddress({ shipment: text });
      signal('right');
    } else if (shipment.data) {
      change((before) => ({ scanned: [...new Set([...before.scanned, text])] }));
      signal(expected.includes(text) ? 'right' : 'wrong');
    } else {
      signal('wrong');
      void message.error(t('receive.noSuchShipment', { scanned: text }));
    }
  };
  const receive = async (): Promise<void> => {
    if (number === null || scanned.length === 0) return;
    const body = { scannedSerials: scanned };
    await command.mutateAsync({ service: 'spare-pool', path: `shipments/${number}/receive`, body });
    forget();
    void message.success(t('done', { what: number }));
    await navigate(`/shipments/${number}`);
  };
  return (
    <PageFrame title={t('action.receiveShipment')}>
      <GridRow gutter={[24, 16]}>
        <Col xs={24} lg={12}>
          <ScanField
            label={
              shipment.data
                ? t('receive.scanUnits', { shipment: number ?? '', left: missing.length })
                : t('receive.scanShipment')
            }
            hint={t('scan.enterSends')}
            state={state}
            onScan={scan}
            onEmpty={() => void receive().catch(() => undefined)}
          />
          {shipment.data && scanned.length > 0 && missing.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('receive.missing', { count: missing.length, serials: missing.slice(0, 5).join('、') })}
            />
          )}
          <ProblemAlert error={command.error} />
          <ReadProblem error={shipment.error ?? arriving.error} />
          <div className="scan-actions">
            <Button
              type="primary"
              disabled={scanned.length === 0}
              loading={command.isPending}
              onClick={() => void receive().catch(() => undefined)}
            >
              {t('receive.submit', { count: scanned.length })}
            </Button>
          </div>
          <ScanLines
            lines={[
              ...missing.map((text): ScanLine => ({ text, state: 'waiting', note: t('receive.notYet') })).reverse(),
              ...shown,
            ]}
          />
        </Col>
        <Col xs={24} lg={12}>
          <ArrivingTable rows={arriving.data?.items ?? null} onChoose={scan} />
        </Col>
      </GridRow>
    </PageFrame>
  );
}

function ArrivingTable({
  rows,
  onChoose,
}: {
  /** null: not known. */
  readonly rows: readonly Row[] | null;
  readonly onChoose: (number: string) => void;
}) {
  const { t, word } = useTexts();
  const { siteName } = usePlaces();
  return (
    <Table<Row>
      size="small"
      rowKey={(row) => textOf(row['shipmentNumber'])}
      title={() => <strong>{t('waiting.arriving')}</strong>}
      dataSource={[...(rows ?? [])]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: rows !== null && t('empty.shipments') }}
      columns={[
        {
          title: word('shipmentNumber'),
          dataIndex: 'shipmentNumber',
          render: (number: string) => (
            <Button type="link" size="small" onClick={() => onChoose(number)}>
              {number}
            </Button>
          ),
        },
        { title: word('fromSite'), dataIndex: 'fromSite', render: siteName },
        { title: word('toSite'), dataIndex: 'toSite', render: siteName },
        {
          title: word('dispatchedAt'),
          dataIndex: 'dispatchedAt',
          render: (value: string) => <Cell value={value} column={{ field: 'dispatchedAt', kind: 'instant' }} />,
        },
      ]}
    />
  );
}
