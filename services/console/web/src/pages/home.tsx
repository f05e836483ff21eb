import { Card, Col, Row as GridRow, Tag } from 'antd';
import { Link } from 'react-router';
import type { Page, Row } from '../api/http';
import { useRead } from '../api/hooks';
import { useSession } from '../api/session';
import { useTexts } from '../language/language';
import { Cell } from '../parts/cell';
import { businessDate, daysSince } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { ProblemAlert } from '../parts/problem-alert';
import { listNamed } from '../work/lists';
import { waitingFor, type Waiting } from '../work/waiting';
import { QuickActions } from './quick-actions';

const counted = 100;
const shown = 5;

/** What waits for whoever is signed in: how much, since when, and a click from doing it. */
export default function HomePage() {
  const { t } = useTexts();
  const { roles, name } = useSession();
  const work = roles.flatMap((role) => waitingFor[role]);
  const distinct = work.filter((item, index) => work.findIndex(({ title }) => title === item.title) === index);
  return (
    <PageFrame title={t('home.title', { name })} extra={<QuickActions />}>
      <GridRow gutter={[16, 16]}>
        {distinct.map((item) => (
          <Col key={item.title} xs={24} md={12} xl={8}>
            <WaitingCard item={item} />
          </Col>
        ))}
      </GridRow>
    </PageFrame>
  );
}

function WaitingCard({ item }: { readonly item: Waiting }) {
  const { t } = useTexts();
  const { account } = useSession();
  const list = listNamed(item.list);
  const query = item.query(businessDate(), account);
  const { data, error } = useRead<Page>(list.service, list.path, { ...query, limit: counted });
  const address = `/${list.name}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
  const count = data?.items.length;
  return (
    <Card
      size="small"
      className={count !== undefined && count > 0 && item.isOverdue === true ? 'waiting overdue' : 'waiting'}
      title={<Link to={address}>{t(item.title)}</Link>}
      extra={<span className="count">{count === undefined ? '…' : data?.nextCursor ? `${counted}+` : count}</span>}
    >
      <ProblemAlert error={error} />
      {data?.items.slice(0, shown).map((row) => (
        <WaitingLine key={String(row[list.id])} row={row} item={item} />
      ))}
      {count === 0 && <p className="hint">{t('home.nothing')}</p>}
      {count !== undefined && count > shown && (
        <Link to={address}>{t('home.all', { count: data?.nextCursor ? `${counted}+` : count })}</Link>
      )}
    </Card>
  );
}

function WaitingLine({ row, item }: { readonly row: Row; readonly item: Waiting }) {
  const { t } = useTexts();
  const list = listNamed(item.list);
  const [first, ...others] = list.columns;
  const since = item.since === undefined ? undefined : row[item.since];
  const days = typeof since === 'string' ? daysSince(since) : null;
  if (first === undefined) return null;
  return (
    <div className="waiting-line">
      <Cell value={row[first.field]} column={first} list={list} />
      <span className="about">
        {others
          .filter(({ kind = 'text' }) => ['text', 'serial', 'fen'].includes(kind))
          .slice(0, 2)
          .map((column) => (
            <Cell key={column.field} value={row[column.field]} column={column} />
          ))}
      </span>
      {days !== null && (
        <Tag color={item.isOverdue === true ? 'red' : days >= 3 ? 'orange' : 'default'}>{t('home.days', { days })}</Tag>
      )}
    </div>
  );
}
