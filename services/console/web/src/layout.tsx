import { Suspense, useEffect, useState } from 'react';
import { Alert, Button, Drawer, Layout, Menu, Skeleton, type MenuProps } from 'antd';
import { Link, Outlet, useLocation } from 'react-router';
import { useComeBack } from './api/come-back';
import { useLiveUpdates } from './api/live';
import { useHasRole, useSession, type Role } from './api/session';
import { useTexts } from './language/language';
import { LanguageSwitch } from './parts/language-switch';
import { PageBoundary } from './parts/page-loading';
import { usePlaces } from './parts/places';
import { ScanBox } from './parts/scan-box';
import { actions } from './pages/quick-actions';
import { usesDaily } from './work/daily-lists';
import type { ListKind } from './work/list';
import { lists } from './work/lists';

const policyReaders: readonly Role[] = ['headquarters-approver', 'general-manager', 'administrator', 'auditor'];
const booksReaders: readonly Role[] = ['finance', 'general-manager', 'administrator', 'auditor'];

export function AppLayout() {
  const { t } = useTexts();
  const isLive = useLiveUpdates();
  useComeBack();
  const isOnline = useOnline();
  const [isMenuOpen, setMenuOpen] = useState(false);
  return (
    <Layout className="app">
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      <Layout.Header className="app-header">
        <Button
          className="menu-button"
          aria-label={t('navigation')}
          aria-expanded={isMenuOpen}
          onClick={() => setMenuOpen(true)}
        >
          <svg width="16" height="14" viewBox="0 0 16 14" aria-hidden>
            <path d="M0 1h16M0 7h16M0 13h16" stroke="currentColor" strokeWidth="2" />
          </svg>
        </Button>
        <Drawer
          open={isMenuOpen}
          placement="left"
          size={240}
          title={t('productShort')}
          onClose={() => setMenuOpen(false)}
          styles={{ body: { padding: 0 } }}
        >
          <div onClick={() => setMenuOpen(false)}>
            <Navigation />
          </div>
        </Drawer>
        <Link className="brand" to="/">
          <img src="/assets/icon.svg" alt="" width={24} height={24} /> {t('productShort')}
        </Link>
        <ScanBox />
        <Who />
        <LanguageSwitch />
      </Layout.Header>
      {(!isOnline || !isLive) && <Alert banner type="warning" title={t(isOnline ? 'live.closed' : 'live.offline')} />}
      <Layout>
        <Layout.Sider className="app-sider" width={196} breakpoint="lg" collapsedWidth={0} theme="light">
          <Navigation />
        </Layout.Sider>
        <Layout.Content id="content" role="main" tabIndex={-1}>
          <PageBoundary>
            <Suspense fallback={<Skeleton active className="page" />}>
              <Outlet />
            </Suspense>
          </PageBoundary>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Who() {
  const { word } = useTexts();
  const { name, roles, cities } = useSession();
  const { cityName } = usePlaces();
  return (
    <Link className="who" to="/account">
      {name} <span className="hint">{[...roles.map(word), ...(cities ?? []).map(cityName)].join(' · ')}</span>
    </Link>
  );
}

function Navigation() {
  const { t } = useTexts();
  const hasRole = useHasRole();
  const { pathname } = useLocation();
  const entry = (address: string, title: string) => ({ key: address, label: <Link to={address}>{title}</Link> });
  const { roles } = useSession();
  const readable = lists.filter(({ roles: readers }) => readers === undefined || hasRole(...readers));
  const isDaily = ({ name }: ListKind): boolean => roles.some((role) => usesDaily(role, name));
  const entries = (some: readonly ListKind[]) => some.map((list) => entry(`/${list.name}`, t(list.title)));
  const listEntries = (group: ListKind['group']) =>
    entries(readable.filter((list) => list.group === group && isDaily(list)));
  const others = readable.filter((list) => !isDaily(list));
  const items: NonNullable<MenuProps['items']> = [
    entry('/', t('home')),
    ...actions.filter(({ roles }) => hasRole(...roles)).map(({ address, title }) => entry(address, t(title))),
    { type: 'group', key: 'service', label: t('group.service'), children: listEntries('service') },
    {
      type: 'group',
      key: 'stock',
      label: t('group.stock'),
      children: [
        entry('/month-end', t('monthEnd.title')),
        ...(hasRole(...policyReaders) ? [entry('/allocation-policy', t('policy.title'))] : []),
        ...listEntries('stock'),
      ],
    },
    {
      type: 'group',
      key: 'money',
      label: t('group.money'),
      children: [
        ...listEntries('money'),
        ...(hasRole(...booksReaders) ? [entry('/period-close', t('period.title'))] : []),
      ],
    },
    {
      type: 'group',
      key: 'organisation',
      label: t('group.organisation'),
      children: [
        ...listEntries('organisation'),
        ...(hasRole('administrator') ? [entry('/operations', t('operations.title'))] : []),
      ],
    },
    ...(others.length > 0 ? [{ key: 'more', label: t('group.more'), children: entries(others) }] : []),
  ];
  const here = `/${pathname.split('/')[1] ?? ''}`;
  return (
    <nav aria-label={t('navigation')}>
      <Menu mode="inline" selectedKeys={[here]} items={items.filter(isNotEmpty)} />
    </nav>
  );
}

/** A group of a role that has nothing in it is no group. */
function isNotEmpty(item: NonNullable<MenuProps['items']>[number]): boolean {
  return item === null || !('children' in item) || (item.children ?? []).length > 0;
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const note = (): void => setOnline(navigator.onLine);
    globalThis.addEventListener('online', note);
    globalThis.addEventListener('offline', note);
    return () => {
      globalThis.removeEventListener('online', note);
      globalThis.removeEventListener('offline', note);
    };
  }, []);
  return isOnline;
}
