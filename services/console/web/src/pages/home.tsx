import { lazy, Suspense } from 'react';
import { useQueries } from '@tanstack/react-query';
import { Alert, Card, Col, Row as GridRow, Space, Tag } from 'antd';
import { Link } from 'react-router';
import { type Page, type Query, type Row, getFrom, textOf } from '../api/http';
import { useHasRole, useSession } from '../api/session';
import { useTexts } from '../language/language';
import { Cell } from '../parts/cell';
import { businessDate, daysSince } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { ReadProblem } from '../parts/problem-alert';
import { listNamed } from '../work/lists';
import { waitingFor, type Waiting } from '../work/waiting';
import { QuickActions } from './quick-actions';

const StockPicture = lazy(() => import('../parts/stock-picture'));

const counted = 100;
const shown = 5;
const longWaitDays = 3;
/** As many cards have room for two in a row, with what each line is about. */
const wideCards = 4;

interface Work {
  readonly item: Waiting;
  readonly address: string;
  readonly page: Page | undefined;
  readonly error: unknown;
}

/** What waits for whoever is signed in: how much, since when, and a click from doing it; what is overdue stands first. */
export default function HomePage() {
  const { t } = useTexts();
  const { name, hasPassword } = useSession();
  const seesAllCities = useHasRole()('headquarters-approver', 'general-manager', 'auditor');
  const work = useWork();
  const isEmpty = ({ page, error }: Work): boolean => error === null && page?.items.length === 0;
  const first = work.filter((one) => !isEmpty(one));
  const nothing = work.filter(isEmpty);
  return (
    <PageFrame title={t('home.title', { name })} extra={<QuickActions />}>
      {!hasPassword && (
        <p>
          <Link to="/account">{t('home.noPassword')}</Link>
        </p>
      )}
      {first.length === 0 && <Alert type="success" showIcon title={t('home.allDone')} />}
      <GridRow gutter={[16, 16]}>
        {[...first]
          .sort((one, other) => urgency(other) - urgency(one))
          .map((one) => (
            <Col key={one.item.title} xs={24} md={12} xl={first.length > wideCards ? 8 : 12}>
              <WaitingCard work={one} />
            </Col>
          ))}
      </GridRow>
      {nothing.length > 0 && first.length > 0 && (
        <Space wrap className="nothing-waits">
          <span className="hint">{t('home.nothing')}</span>
          {nothing.map(({ item, address }) => (
            <Link key={item.title} to={address}>
              {t(item.title)}
            </Link>
          ))}
        </Space>
      )}
      {seesAllCities && (
        <Suspense fallback={null}>
          <div className="below">
            <StockPicture />
          </div>
        </Suspense>
      )}
    </PageFrame>
  );
}

function urgency({ item, page }: Work): number {
  return item.isOverdue === true && (page?.items.length ?? 0) > 0 ? 1 : 0;
}

function useWork(): readonly Work[] {
  const { roles, account } = useSession();
  const items = roles.flatMap((role) => waitingFor[role]);
  const distinct = items.filter((item, index) => items.findIndex(({ title }) => title === item.title) === index);
  const asked = distinct.map((item) => {
    const list = listNamed(item.list);
    const query: Query = item.query(businessDate(), account);
    return { item, list, query, read: { ...(list.query?.(query, businessDate()) ?? query), limit: counted } };
  });
  const results = useQueries({
    queries: asked.map(({ list, read }) => ({
      queryKey: ['api', list.service, list.path, read],
      queryFn: () => getFrom<Page>(list.service, list.path, read),
    })),
  });
  return asked.map(({ item, list, query }, index) => ({
    item,
    address: `/${list.name}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`,
    page: results[index]?.data,
    error: results[index]?.error ?? null,
  }));
}

function WaitingCard({ work: { item, address, page, error } }: { readonly work: Work }) {
  const { t } = useTexts();
  const list = listNamed(item.list);
  const count = page?.items.length ?? 0;
  const figure =
    page === undefined ? (error === null ? '…' : '—') : page.nextCursor === null ? String(count) : `${counted}+`;
  return (
    <Card
      size="small"
      className={count > 0 && item.isOverdue === true ? 'waiting overdue' : 'waiting'}
      title={<Link to={address}>{t(item.title)}</Link>}
      extra={<span className="count">{figure}</span>}
    >
      <ReadProblem error={error} />
      {page?.items.slice(0, shown).map((row) => (
        <WaitingLine key={textOf(row[list.id])} row={row} item={item} />
      ))}
      {count > shown && <Link to={address}>{t('home.all', { count: figure })}</Link>}
    </Card>
  );
}

function WaitingLine({ row, item }: { readonly row: Row; readonly item: Waiting }) {
  const { t } = useTexts();
  const list = listNamed(item.list);
  const [first, ...others] = list.columns;
  const since = item.since === undefined ? undefined : row[item.since];
  const days = typeof since === 'string' ? daysSince(since) : typeof since === 'number' ? since : null;
  if (first === undefined) return null;
  return (
    <div className="waiting-line">
      <Cell value={row[first.field]} column={first} list={list} />
      <span className="about">
        {others
          .filter(
            ({ kind = 'text', field }) =>
              ['text', 'serial', 'fen', 'city', 'site'].includes(kind) && field !== 'model' && row[field],
          )
          .slice(0, 2)
          .map((column) => (
            <Cell key={column.field} value={row[column.field]} column={column} />
          ))}
      </span>
      {days !== null && (
        <Tag color={item.isOverdue === true ? 'red' : days >= longWaitDays ? 'orange' : 'default'}>
          {days === 0 ? t('today') : t('home.days', { days })}
        </Tag>
      )}
    </div>
  );
}
