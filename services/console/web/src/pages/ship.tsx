import { useEffect, useRef, useState } from 'react';
import { App, Button, Col, Input, Row as GridRow, Select, Space, Table } from 'antd';
import { useNavigate } from 'react-router';
import { type Page, type Row, getFrom, problemIn, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useTexts, type Texts } from '../language/language';
import { useDraft } from '../parts/draft';
import { PageFrame } from '../parts/page-frame';
import { ProblemAlert, ReadProblem } from '../parts/problem-alert';
import { ScanField } from '../parts/scan-box';
import { usePlaces, type Places } from '../parts/places';
import { useSites } from '../parts/sites';
import { sound } from '../parts/sound';
import { ScanLines, type ScanLine } from './scan-lines';

interface Order {
  readonly orderNumber: string;
  readonly site: string;
  readonly city: string;
  readonly model: string | null;
  readonly left: number;
}

/** Who takes the parcel, and its number there; what is lost on the way is the carrier's (S3). */
interface Parcel {
  readonly carrier: string;
  readonly trackingNumber: string;
}

interface Picked extends Parcel {
  readonly order: Order | null;
  readonly lines: readonly ScanLine[];
}

/** 拣货发货: scan the order, scan the units, Enter in the empty field sends. No mouse needed. */
export default function ShipPage() {
  const texts = useTexts();
  const { t } = texts;
  const { siteName, placeText } = usePlaces();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { site, options, choose } = useSites(['central-warehouse', 'headquarters']);
  const { orders, error, readAt } = useOrders();
  const { draft, change, forget } = useDraft<Picked>('ship', {
    order: null,
    lines: [],
    carrier: '',
    trackingNumber: '',
  });
  const { lines } = draft;
  const order = orders.find(({ orderNumber }) => orderNumber === draft.order?.orderNumber) ?? draft.order;
  const [state, setState] = useState<'right' | 'wrong' | null>(null);
  const command = useCommand<Row>();
  const picked = lines.filter((line) => line.state === 'right').map(({ text }) => text);
  const heard = (kind: 'right' | 'wrong'): void => {
    setState(kind);
    sound(kind);
  };
  const tell = (line: ScanLine): void => {
    change((before) => ({ lines: [...without(before.lines, line.text), line] }));
    if (line.state === 'waiting') return;
    heard(line.state);
  };
  const beingChecked = useRef(new Set<string>());
  const check = (serial: string, wanted: Order): void => {
    if (beingChecked.current.has(serial)) return;
    beingChecked.current.add(serial);
    void fits(serial, wanted, site?.site ?? '').then((mistake) => {
      beingChecked.current.delete(serial);
      tell(lineOf(serial, mistake, texts, { placeText, from: siteName(site?.site ?? '') }));
    });
  };
  const remove = (serial: string): void => change((before) => ({ lines: without(before.lines, serial) }));
  const scan = (scanned: string): void => {
    const known = orders.find(({ orderNumber }) => orderNumber === scanned);
    if (known !== undefined) {
      change({ order: known, lines: [] });
      heard('right');
    } else if (order === null) {
      heard('wrong');
      void message.error(t('ship.noSuchOrder', { scanned }));
    } else if (picked.includes(scanned)) {
      remove(scanned);
    } else if (picked.length + beingChecked.current.size >= order.left) {
      tell({ text: scanned, state: 'wrong', note: t('ship.enough', { count: order.left }) });
    } else {
      tell({ text: scanned, state: 'waiting', note: '…' });
      check(scanned, order);
    }
  };
  // What could not be checked before a reload, or while the service was away, is checked once it answers.
  useEffect(() => {
    if (order === null || site === undefined) return;
    for (const { text, state: kind } of lines) if (kind === 'waiting') check(text, order);
  }, [readAt, site?.site]);
  const dispatch = async (): Promise<void> => {
    if (order === null || site === undefined || picked.length === 0) return;
    const body = { ...parcelOf(draft), orderNumber: order.orderNumber, fromSite: site.site, serials: picked };
    const shipment = await command.mutateAsync({ service: 'spare-pool', path: 'shipments', body });
    forget();
    void message.success(t('done', { what: textOf(shipment['shipmentNumber']) }));
    await navigate(`/shipments/${textOf(shipment['shipmentNumber'])}`);
  };
  return (
    <PageFrame title={t('action.ship')} extra={<SitePicker value={site?.site} options={options} onChange={choose} />}>
      <GridRow gutter={[24, 16]}>
        <Col xs={24} lg={12}>
          <ScanField
            label={
              order === null
                ? t('ship.scanOrder')
                : t('ship.scanUnits', {
                    order: order.orderNumber,
                    left: order.left - picked.length,
                    model: order.model ?? t('ship.anyModel'),
                  })
            }
            hint={t('scan.enterSends')}
            state={state}
            onScan={scan}
            onEmpty={() => void dispatch().catch(() => undefined)}
          />
          <ParcelFields {...draft} onChange={change} />
          <ProblemAlert error={command.error} />
          <Button
            type="primary"
            className="scan-actions"
            disabled={picked.length === 0 || (order !== null && picked.length > order.left)}
            loading={command.isPending}
            onClick={() => void dispatch().catch(() => undefined)}
          >
            {t('ship.send', { count: picked.length })}
          </Button>
          <ScanLines lines={lines} onRemove={remove} />
        </Col>
        <Col xs={24} lg={12}>
          <ReadProblem error={error} />
          <OrdersTable orders={orders} isKnown={error === null} onChoose={scan} />
        </Col>
      </GridRow>
    </PageFrame>
  );
}

function ParcelFields({ onChange, ...parcel }: Parcel & { readonly onChange: (change: Partial<Parcel>) => void }) {
  const { word } = useTexts();
  return (
    <Space wrap className="scan-actions">
      {(['carrier', 'trackingNumber'] as const).map((field) => (
        <Input
          key={field}
          aria-label={word(field)}
          placeholder={word(field)}
          maxLength={field === 'carrier' ? 200 : 100}
          value={parcel[field]}
          onChange={({ target }) => onChange({ [field]: target.value })}
        />
      ))}
    </Space>
  );
}

/** Only what somebody typed. */
function parcelOf({ carrier, trackingNumber }: Parcel): Partial<Parcel> {
  return Object.fromEntries(Object.entries({ carrier, trackingNumber }).filter(([, text]) => text.trim() !== ''));
}

function without(lines: readonly ScanLine[], serial: string): readonly ScanLine[] {
  return lines.filter(({ text }) => text !== serial);
}

/** What a check came to; a service that did not answer leaves it open. */
function lineOf(
  text: string,
  mistake: Mistake | null,
  { t, word }: Pick<Texts, 't' | 'word'>,
  { placeText, from }: { readonly placeText: Places['placeText']; readonly from: string },
): ScanLine {
  if (mistake === null) return { text, state: 'right', note: t('ship.fits') };
  if (mistake === 'not-checked') return { text, state: 'waiting', note: t('ship.notChecked') };
  if (mistake === 'unknown') return { text, state: 'wrong', note: t('ship.unknown') };
  const note =
    typeof mistake === 'string'
      ? `${t('ship.doesNotFit')}: ${word(mistake)}`
      : t('ship.elsewhere', { place: placeText(mistake.place), from });
  return { text, state: 'wrong', note };
}

interface SitePickerProps {
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (site: string) => void;
}

function SitePicker({ value, options, onChange }: SitePickerProps) {
  const { word } = useTexts();
  return (
    <Select
      aria-label={word('fromSite')}
      style={{ minWidth: 180 }}
      {...(value === undefined ? {} : { value })}
      options={[...options]}
      onChange={onChange}
    />
  );
}

interface OrdersTableProps {
  readonly orders: readonly Order[];
  readonly isKnown: boolean;
  readonly onChoose: (orderNumber: string) => void;
}

function OrdersTable({ orders, isKnown, onChoose }: OrdersTableProps) {
  const { t, word } = useTexts();
  const { siteName } = usePlaces();
  return (
    <Table<Order>
      size="small"
      rowKey="orderNumber"
      title={() => <strong>{t('ship.orders')}</strong>}
      dataSource={[...orders]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: isKnown && t('ship.noOrders') }}
      columns={[
        {
          title: word('orderNumber'),
          dataIndex: 'orderNumber',
          render: (number: string) => (
            <Button type="link" size="small" onClick={() => onChoose(number)}>
              {number}
            </Button>
          ),
        },
        { title: word('toSite'), dataIndex: 'site', render: siteName },
        {
          title: word('model'),
          dataIndex: 'model',
          render: (model: string | null) => model ?? t('ship.anyModel'),
        },
        { title: t('ship.left'), dataIndex: 'left', align: 'right' },
      ]}
    />
  );
}

/** `readAt` changes whenever the orders have been read anew. */
function useOrders(): { readonly orders: readonly Order[]; readonly error: Error | null; readonly readAt: number } {
  const applications = useRead<Page>('spare-pool', 'spare-applications', {
    state: 'approved',
    sort: 'submittedAt',
    limit: 200,
  });
  const replenishments = useRead<Page>('spare-pool', 'replenishments', { state: 'ordered', limit: 200 });
  const ordered = (row: Row, number: string, wanted: string): Order => ({
    orderNumber: textOf(row[number]),
    site: textOf(row['site']),
    city: textOf(row['city']),
    model: typeof row['model'] === 'string' ? row['model'] : null,
    left: Number(row[wanted]) - Number(row['shippedQuantity'] ?? 0),
  });
  return {
    orders: [
      ...(applications.data?.items ?? []).map((row) => ordered(row, 'applicationNumber', 'approvedQuantity')),
      ...(replenishments.data?.items ?? []).map((row) => ordered(row, 'replenishmentNumber', 'quantity')),
    ],
    error: applications.error ?? replenishments.error,
    readAt: applications.dataUpdatedAt,
  };
}

/** What stands in the way: a field, or the place where it is instead. */
type Mistake = 'unknown' | 'not-checked' | 'condition' | 'owner' | 'model' | { readonly place: string };

/** Null where it fits; told at the scan, and decided again by the service when it is sent. */
async function fits(serial: string, order: Order, fromSite: string): Promise<Mistake | null> {
  try {
    const unit = await getFrom<Row>('spare-pool', `spare-units/${encodeURIComponent(serial)}`);
    if (unit['place'] !== `site:${fromSite}`) return { place: textOf(unit['place']) };
    if (unit['condition'] !== 'good' && unit['condition'] !== 'refurbished') return 'condition';
    if (unit['owner'] !== 'company') return 'owner';
    return (await serves(unit, order)) ? null : 'model';
  } catch (error) {
    return problemIn(error).status === 404 ? 'unknown' : 'not-checked';
  }
}

/** An application is for its model; a replenishment may be filled by what is listed to stand in for it (S6, W12). */
async function serves({ model: offered }: Row, { model, orderNumber }: Order): Promise<boolean> {
  if (model === null || offered === model) return true;
  if (!orderNumber.startsWith('RP-')) return false;
  const { items } = await getFrom<Page>('spare-pool', 'substitutions', { model, limit: 200 });
  return items.some(({ substituteModel }) => substituteModel === offered);
}
