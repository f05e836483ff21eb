import { Suspense, useEffect, useState } from 'react';
import { Alert, Layout, Menu, Skeleton, type MenuProps } from 'antd';
import { Link, Outlet, useLocation } from 'react-router';
import { useLiveUpdates } from './api/live';
import { useHasRole, useSession, type Role } from './api/session';
import { useTexts } from './language/language';
import { LanguageSwitch } from './parts/language-switch';
import { ScanBox } from './parts/scan-box';
import { actions } from './pages/quick-actions';
import { lists, type ListKind } from './work/lists';

const policyReaders: readonly Role[] = ['headquarters-approver', 'general-manager', 'administrator', 'auditor'];
const booksReaders: readonly Role[] = ['finance', 'general-manager', 'administrator', 'auditor'];

export function AppLayout() {
  const { t } = useTexts();
  const isLive = useLiveUpdates();
  const isOnline = useOnline();
  return (
    <Layout className="app">
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      <Layout.Header className="app-header">
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
          <Suspense fallback={<Skeleton active className="page" />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Who() {
  const { word } = useTexts();
  const { name, roles, cities } = useSession();
  return (
    <Link className="who" to="/account">
      {name} <span className="hint">{[...roles.map(word), ...(cities ?? [])].join(' · ')}</span>
    </Link>
  );
}

function Navigation() {
  const { t } = useTexts();
  const hasRole = useHasRole();
  const { pathname } = useLocation();
  const entry = (address: string, title: string) => ({ key: address, label: <Link to={address}>{title}</Link> });
  const listEntries = (group: ListKind['group']) =>
    lists
      .filter((list) => list.group === group && (list.roles === undefined || hasRole(...list.roles)))
      .map((list) => entry(`/${list.name}`, t(list.title)));
  const items: MenuProps['items'] = [
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
    ...(hasRole('administrator') ? [entry('/operations', t('operations.title'))] : []),
  ];
  const here = `/${pathname.split('/')[1] ?? ''}`;
  return (
    <nav aria-label={t('navigation')}>
      <Menu mode="inline" selectedKeys={[here]} items={items} />
    </nav>
  );
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
