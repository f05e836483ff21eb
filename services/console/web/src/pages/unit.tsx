import { Alert, Button, Card, Col, DatePicker, Row as GridRow, Skeleton, Space, Tag } from 'antd';
import dayjs from 'dayjs';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { type Json, type Page, type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useHasRole } from '../api/session';
import { useTexts } from '../language/language';
import { rulesZh } from '../language/tellings-zh';
import { isRow, ValueTag } from '../parts/cell';
import { CommandButtons } from '../parts/command-button';
import { businessDate, fenText, instantText, lastCoveredDay } from '../parts/format';
import { Loaded, PageFrame } from '../parts/page-frame';
import { PersonName } from '../parts/people';
import { usePlaces } from '../parts/places';
import { ReadProblem } from '../parts/problem-alert';
import { commands } from '../work/commands';
import { CaseTimeline } from './case';
import { FoundUnits } from './find';
import { useUnitTimeline } from './unit-timeline';

/** The heart of the console: one serial, where it is, what covers it, who owes what, and everything that happened to it. */
export default function UnitPage() {
  const { t } = useTexts();
  const { serial = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const asOf = address.get('asOf') ?? undefined;
  const { isKnown, registeredAs } = useIsKnown(serial);
  // Serials are found however they are written; what other services have of the unit, they have under its own spelling.
  if (registeredAs !== null && registeredAs !== serial)
    return (
      <Navigate to={{ pathname: `/units/${encodeURIComponent(registeredAs)}`, search: address.toString() }} replace />
    );
  return (
    <PageFrame
      title={
        <Space>
          <span className="hint">{t('unit.title')}</span>
          <span className="serial">{serial}</span>
          {asOf !== undefined && <Tag color="purple">{t('unit.asOf', { day: asOf })}</Tag>}
        </Space>
      }
      extra={
        <Space wrap>
          <label htmlFor="as-of">{t('unit.asOfPicker')}</label>
          <DatePicker
            id="as-of"
            value={asOf === undefined ? null : dayjs(asOf)}
            maxDate={dayjs(businessDate())}
            placeholder={t('today')}
            onChange={(day) => setAddress(day === null ? {} : { asOf: day.format('YYYY-MM-DD') })}
          />
          <ReportFaultButton serial={serial} />
        </Space>
      }
    >
      {isKnown ? (
        <GridRow gutter={[16, 16]}>
          <Col xs={24} lg={15}>
            <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
              <PlaceCard serial={serial} asOf={asOf} />
              <CoverageCard serial={serial} asOf={asOf} />
              <DebtCard serial={serial} asOf={asOf} />
              <CasesCard serial={serial} />
            </Space>
          </Col>
          <Col xs={24} lg={9}>
            <TimelineCard serial={serial} asOf={asOf} />
          </Col>
        </GridRow>
      ) : (
        <UnknownUnit serial={serial} />
      )}
    </PageFrame>
  );
}

/**
 * Not known only when the pool, warranty and rma have all answered that they know nothing of it: cards that say "nobody owes anything" would
 * make a mistyped serial look like a unit in order.
 */
function useIsKnown(serial: string): { readonly isKnown: boolean; readonly registeredAs: string | null } {
  const inPool = useRead<Row>('spare-pool', pathOf('spare-units', serial));
  const covered = useRead<Row>('warranty', pathOf('covered-units', serial));
  const cases = useRead<Page>('rma', 'rma-cases', { serial, limit: 20, sort: '-reportedAt' });
  const current = isRow(covered.data?.['current']) ? covered.data['current'] : inPool.data;
  return {
    isKnown: inPool.data !== null || covered.data !== null || cases.data?.items.length !== 0,
    registeredAs: typeof current?.['serial'] === 'string' ? current['serial'] : null,
  };
}

function UnknownUnit({ serial }: { readonly serial: string }) {
  const { t } = useTexts();
  return (
    <>
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t('unit.unknown', { serial })}
        description={t('unit.unknownText')}
      />
      <h2>{t('unit.didYouMean')}</h2>
      <FoundUnits wanted={serial} />
    </>
  );
}

interface PartProps {
  readonly serial: string;
  readonly asOf: string | undefined;
}

const pathOf = (list: string, serial: string): string => `${list}/${encodeURIComponent(serial)}`;

function ReportFaultButton({ serial }: { readonly serial: string }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const hasRole = useHasRole();
  if (!hasRole('branch-clerk', 'branch-head', 'technician')) return null;
  return (
    <Button type="primary" onClick={() => void navigate(`/report-fault?serial=${encodeURIComponent(serial)}`)}>
      {t('action.reportFault')}
    </Button>
  );
}

function PlaceCard({ serial, asOf }: PartProps) {
  const { t, word } = useTexts();
  const { placeText } = usePlaces();
  const unit = useRead<Row>('spare-pool', pathOf('spare-units', serial), { asOf });
  return (
    <Card
      size="small"
      title={t('unit.place')}
      extra={
        unit.data && asOf === undefined && <CommandButtons kinds={commands['spare-units'] ?? []} row={unit.data} />
      }
    >
      <Loaded query={unit} absent={<OutOfSight serial={serial} asOf={asOf} />}>
        {(row) => (
          <>
            <p className="fact">{placeText(textOf(row['place']))}</p>
            <Space wrap size="middle">
              <span>{textOf(row['model'])}</span>
              <ValueTag value={textOf(row['condition'])} />
              <span>
                {word('owner')} {word(textOf(row['owner']))}
              </span>
              {typeof row['custodian'] === 'string' && (
                <span>
                  {word('custodian')} <PersonName account={row['custodian']} />
                </span>
              )}
              <span className="hint">{t('since', { at: instantText(textOf(row['since'])) })}</span>
            </Space>
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** Of a case whose unit is in our hands. */
const statesInTheHouse: ReadonlySet<string> = new Set([
  'received',
  'inspected',
  'repairing',
  'repaired',
  'beyond-repair',
  'tested',
  'at-vendor',
]);

/**
 * The pool has never had it, or it lies in a city that this person does not see. What the latest case says of where it went comes before
 * where it was installed: a customer who calls is told by whoever sees this page.
 */
function OutOfSight({ serial, asOf }: PartProps) {
  const { t } = useTexts();
  const { siteName } = usePlaces();
  const cases = useRead<Page>('rma', 'rma-cases', { serial, limit: 20, sort: '-reportedAt' });
  const latest = asOf === undefined ? cases.data?.items[0] : undefined;
  if (latest === undefined) return <AtCustomer serial={serial} asOf={asOf} />;
  const number = textOf(latest['faultNumber']);
  const unitState = textOf(latest['state']);
  if (latest['unitOwner'] === 'company') return <p className="fact">{t('unit.becameCompanys', { number })}</p>;
  if (!statesInTheHouse.has(unitState) || typeof latest['site'] !== 'string')
    return <AtCustomer serial={serial} asOf={asOf} />;
  return (
    <>
      <p className="fact">{t('unit.inCase', { site: siteName(latest['site']), number })}</p>
      <Space wrap size="middle">
        <ValueTag value={unitState} />
        <span className="hint">{t('since', { at: instantText(textOf(latest['stateSince'])) })}</span>
      </Space>
    </>
  );
}

/** Where it was installed, if it was. */
function AtCustomer({ serial, asOf }: PartProps) {
  const { t } = useTexts();
  const { cityName } = usePlaces();
  const covered = useRead<Row>('warranty', pathOf('covered-units', serial), { asOf });
  const current = isRow(covered.data?.['current']) ? covered.data['current'] : null;
  if (current === null) return <p className="hint">{t('unit.notInPool')}</p>;
  return (
    <>
      <p className="fact">{t('unit.atCustomer', { customer: textOf(current['customerName']) })}</p>
      <span className="hint">
        {cityName(textOf(current['city']))} · {t('since', { at: textOf(current['installedOn']) })}
      </span>
    </>
  );
}

function CoverageCard({ serial, asOf }: PartProps) {
  const { t, word, language } = useTexts();
  const { cityName } = usePlaces();
  const covered = useRead<Row>('warranty', pathOf('covered-units', serial), { asOf });
  const decided = useRead<Page>('warranty', 'entitlements', { serial, limit: 20 });
  return (
    <Card
      size="small"
      title={t('unit.coverage')}
      extra={
        asOf === undefined &&
        isRow(covered.data?.['current']) && (
          <CommandButtons kinds={commands['covered-units'] ?? []} row={covered.data['current']} isSmall />
        )
      }
    >
      <ReadProblem error={covered.error === null ? decided.error : null} />
      <Loaded query={covered} absent={<p className="hint">{t('unit.notCovered')}</p>}>
        {(row) => {
          const current = isRow(row['current']) ? row['current'] : null;
          return (
            <>
              <p className="fact">
                {row['covered'] === true && current !== null
                  ? t('unit.coveredUntil', { day: lastCoveredDay(textOf(current['coveredUntil'])) })
                  : typeof current?.['coveredUntil'] === 'string'
                    ? t('unit.coverageOver', { day: lastCoveredDay(current['coveredUntil']) })
                    : t('unit.coverageEnded')}
              </p>
              {current !== null && (
                <Space wrap size="middle">
                  <span>{textOf(current['model'])}</span>
                  <span>
                    {word('customerName')} {textOf(current['customerName'])} · {textOf(current['customerPhone'])}
                  </span>
                  <span>
                    {word('plan')} {textOf(current['plan'])}
                  </span>
                  <span>
                    {word('acceptanceOn')} {textOf(current['acceptanceOn'])}
                  </span>
                  <span>
                    {word('city')} {cityName(textOf(current['city']))}
                  </span>
                  {typeof current['inheritedFrom'] === 'string' && (
                    <span>
                      {word('inheritedFrom')}{' '}
                      <Link to={`/units/${current['inheritedFrom']}`}>{current['inheritedFrom']}</Link>
                    </span>
                  )}
                </Space>
              )}
              <ul className="terms">
                {rowsOf(row['terms']).map((term) => (
                  <li key={JSON.stringify(term)}>
                    <span className="figure">
                      {textOf(term['fromOn'])} – {lastCoveredDay(textOf(term['untilOn']))}
                    </span>{' '}
                    <ValueTag value={textOf(term['source'])} /> <span className="hint">{textOf(term['document'])}</span>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
      {decided.data?.items
        .filter(
          ({ supersededBy, decidedAt }) =>
            supersededBy === null && (asOf === undefined || textOf(decidedAt).slice(0, 10) <= asOf),
        )
        .slice(0, 3)
        .map((entitlement) => (
          <p key={textOf(entitlement['entitlementId'])}>
            <Link to={`/cases/${textOf(entitlement['faultNumber'])}`}>{textOf(entitlement['faultNumber'])}</Link>{' '}
            <ValueTag value={textOf(entitlement['kind'])} />
            <Tag>{textOf(entitlement['rule'])}</Tag>{' '}
            {(language === 'zh' ? rulesZh[textOf(entitlement['rule'])] : undefined) ?? textOf(entitlement['reason'])}
          </p>
        ))}
    </Card>
  );
}

function DebtCard({ serial, asOf }: PartProps) {
  const { t } = useTexts();
  const debts = useRead<Row>('billing', `${pathOf('units', serial)}/debts`, { asOf });
  return (
    <Card size="small" title={t('unit.debts')}>
      <Loaded query={debts} absent={<p className="hint">{t('unit.noDebt')}</p>}>
        {(row) => {
          const items = rowsOf(row['items']).filter(({ openFen }) => Number(openFen) > 0);
          if (items.length === 0) return <p className="hint">{t('unit.noDebt')}</p>;
          return (
            <>
              <p className="fact">{t('unit.owed', { amount: fenText(Number(row['openFen'])) })}</p>
              {items.map((debt) => (
                <p key={textOf(debt['chargeNumber'])}>
                  <Link to={`/charges/${textOf(debt['chargeNumber'])}`}>{textOf(debt['chargeNumber'])}</Link>{' '}
                  <ValueTag value={textOf(debt['reason'])} field="reason" /> · {textOf(debt['debtor'])} ·{' '}
                  <span className="figure">
                    {fenText(Number(debt['openFen']))} / {fenText(Number(debt['amountFen']))}
                  </span>
                </p>
              ))}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function CasesCard({ serial }: { readonly serial: string }) {
  const { t } = useTexts();
  const cases = useRead<Page>('rma', 'rma-cases', { serial, limit: 20, sort: '-reportedAt' });
  const open = cases.data?.items.find(({ status }) => status === 'open');
  return (
    <Card size="small" title={t('unit.cases')}>
      {open !== undefined && (
        <Alert
          type="info"
          showIcon
          title={
            <Link to={`/cases/${textOf(open['faultNumber'])}`}>
              {t('unit.openCase', { number: textOf(open['faultNumber']) })}
            </Link>
          }
        />
      )}
      <Loaded query={cases}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{t('unit.noCase')}</p>
          ) : (
            items.map((row) => (
              <p key={textOf(row['faultNumber'])}>
                <Link to={`/cases/${textOf(row['faultNumber'])}`}>{textOf(row['faultNumber'])}</Link>{' '}
                <span className="figure hint">{instantText(textOf(row['reportedAt']))}</span>{' '}
                <ValueTag value={textOf(row['status'])} /> <ValueTag value={textOf(row['state'])} />{' '}
                {textOf(row['symptom'])}
              </p>
            ))
          )
        }
      </Loaded>
    </Card>
  );
}

function TimelineCard({ serial, asOf }: PartProps) {
  const { t } = useTexts();
  const { items, missing, isReading } = useUnitTimeline(serial, asOf);
  return (
    <Card size="small" title={t('unit.timeline')}>
      {missing.map((error) => (
        <ReadProblem key={error.message} error={error} />
      ))}
      {isReading && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {(items.length > 0 || (missing.length === 0 && !isReading)) && <CaseTimeline items={items} />}
    </Card>
  );
}

function rowsOf(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isRow) : [];
}
