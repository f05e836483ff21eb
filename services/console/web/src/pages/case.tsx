import { Card, Col, Row as GridRow, Space, Tag, Timeline } from 'antd';
import { Link, useParams } from 'react-router';
import { type Json, type Page, type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { fillIn, inWords } from '../language/fill-in';
import { useTexts } from '../language/language';
import { tellingsZh } from '../language/tellings-zh';
import { isRow, SerialLink, ValueTag } from '../parts/cell';
import { CommandButtons } from '../parts/command-button';
import { DocumentFields, RowsTable } from '../parts/document-fields';
import { fenText, instantText, momentText } from '../parts/format';
import { Loaded, PageFrame } from '../parts/page-frame';
import { namesSomebody, PersonName, usePersonText } from '../parts/people';
import { usePlaces } from '../parts/places';
import { commands } from '../work/commands';

export interface TimelineItem {
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly service: string;
  readonly type: string;
  readonly document: string;
  readonly actor: string;
  readonly sentence: string;
  /** What the sentence names; nothing where it was put together here. */
  readonly facts?: Row;
}

const inHead = ['faultNumber', 'state', 'status', 'serial', 'entitlement', 'quotes', 'loans', 'refunds', 'facts'];
const documentLists: Readonly<Record<string, string>> = {
  dispatchOrders: 'dispatch-orders',
  spareReplacementNotices: 'notices',
  receiptExceptions: 'exceptions',
  vendorReturns: 'vendor-returns',
  scrapRecords: 'scrap',
};

export default function CasePage() {
  const { t } = useTexts();
  const { id = '' } = useParams();
  const path = `rma-cases/${encodeURIComponent(id)}`;
  const found = useRead<Row>('rma', path);
  const row = found.data;
  return (
    <PageFrame
      title={
        <Space wrap>
          <span className="hint">{t('case.title')}</span>
          <span>{id}</span>
          {row && <ValueTag value={textOf(row['status'])} />}
          {row && row['state'] !== row['status'] && <ValueTag value={textOf(row['state'])} />}
        </Space>
      }
      extra={row && <CommandButtons kinds={commands['cases'] ?? []} row={row} />}
    >
      <Loaded query={found}>{(data) => <CaseBody row={data} path={path} />}</Loaded>
    </PageFrame>
  );
}

function CaseBody({ row, path }: { readonly row: Row; readonly path: string }) {
  const { t, word } = useTexts();
  const timeline = useRead<Page<TimelineItem>>('rma', `${path}/timeline`, { limit: 200 });
  return (
    <GridRow gutter={[16, 16]}>
      <Col xs={24} lg={15}>
        <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
          <CaseHead row={row} />
          <DocumentFields row={row} place="cases" without={[...inHead, ...Object.keys(documentLists)]} />
          {(['loans', 'quotes', 'refunds'] as const).map((name) => {
            const rows = rowsOf(row[name]);
            return rows.length > 0 && <RowsTable key={name} title={word(name)} rows={rows} />;
          })}
          <RelatedDocuments row={row} />
        </Space>
      </Col>
      <Col xs={24} lg={9}>
        <Card size="small" title={t('timeline')}>
          <Loaded query={timeline}>{({ items }) => <CaseTimeline items={[...items].reverse()} />}</Loaded>
        </Card>
      </Col>
    </GridRow>
  );
}

function CaseHead({ row }: { readonly row: Row }) {
  const { t, word } = useTexts();
  const entitlement = row['entitlement'];
  return (
    <Card size="small" className="case-head">
      <Space wrap size="large">
        <span>
          {word('serial')} <SerialLink serial={textOf(row['serial'])} />
        </span>
        <span>
          {word('entitlement')}{' '}
          {isRow(entitlement) ? (
            <>
              <ValueTag value={textOf(entitlement['kind'])} />{' '}
              <span className="hint">{textOf(entitlement['rule'] ?? '')}</span>
            </>
          ) : (
            <Tag>{t('case.entitlementUnknown')}</Tag>
          )}
        </span>
        {rowsOf(row['quotes']).map((quote) => (
          <span key={textOf(quote['quoteNumber'])}>
            {word('quotes')}{' '}
            <Link to={`/quotes/${textOf(quote['quoteNumber'])}`}>{fenText(Number(quote['totalFen']))}</Link>{' '}
            <ValueTag value={textOf(quote['state'])} />
          </span>
        ))}
        {rowsOf(row['loans']).map((loan) => (
          <span key={textOf(loan['loanNumber'])}>
            {word('loans')} <Link to={`/loans/${textOf(loan['loanNumber'])}`}>{textOf(loan['serial'])}</Link>{' '}
            <ValueTag value={textOf(loan['state'])} />
          </span>
        ))}
      </Space>
    </Card>
  );
}

function RelatedDocuments({ row }: { readonly row: Row }) {
  const { word } = useTexts();
  const related = Object.entries(documentLists).flatMap(([field, list]) => {
    const numbers = row[field];
    return Array.isArray(numbers) ? numbers.map((number) => ({ field, list, number: String(number) })) : [];
  });
  if (related.length === 0) return null;
  return (
    <Space wrap>
      {related.map(({ field, list, number }) => (
        <span key={number}>
          {word(field)} <Link to={`/${list}/${number}`}>{number}</Link>
        </span>
      ))}
    </Space>
  );
}

const serviceColours: Readonly<Record<string, string>> = {
  rma: 'blue',
  'spare-pool': 'green',
  warranty: 'purple',
  billing: 'orange',
};

/** Everything that happened in every service, the latest first. What was told late says when it was recorded. */
export function CaseTimeline({ items }: { readonly items: readonly TimelineItem[] }) {
  const { t, word } = useTexts();
  const told = useTelling();
  if (items.length === 0) return <p className="hint">{t('timeline.empty')}</p>;
  return (
    <Timeline
      className="timeline"
      items={items.map((item) => ({
        key: `${item.occurredAt} ${item.document} ${item.type}`,
        color: serviceColours[item.service] ?? 'gray',
        content: (
          <>
            <div>
              <strong>{word(item.type.split('.')[1] ?? item.type)}</strong>{' '}
              <span className="figure hint">{momentText(item.occurredAt)}</span>
            </div>
            <div>{told(item)}</div>
            <div className="hint">
              {word(item.service)} · <PersonName account={item.actor} />
              {lateByHours(item) >= 12 && ` · ${t('timeline.recordedLater', { at: instantText(item.recordedAt) })}`}
            </div>
          </>
        ),
      }))}
    />
  );
}

/** The sentence of an entry in the language of the page. */
function useTelling(): (item: TimelineItem) => string {
  const texts = useTexts();
  const { siteName, placeText } = usePlaces();
  const personText = usePersonText();
  const nameOf = (field: string, value: string): string | undefined => {
    if (field === 'site') return siteName(value);
    if (field === 'toPlace') return placeText(value);
    // Other words say who owns a unit than whose work something is.
    return namesSomebody(field) && personText(value) !== value ? personText(value) : undefined;
  };
  return ({ type, facts, sentence }) => {
    if (facts === undefined) return sentence;
    if (texts.language === 'en') return inWords(sentence, facts, texts, nameOf);
    const telling = tellingsZh[type];
    return telling === undefined ? sentence : (fillIn(telling, facts, texts, nameOf) ?? sentence);
  };
}

function lateByHours({ occurredAt, recordedAt }: TimelineItem): number {
  return (new Date(recordedAt).getTime() - new Date(occurredAt).getTime()) / 3_600_000;
}

function rowsOf(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isRow) : [];
}
