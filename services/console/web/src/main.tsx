import '@fontsource/noto-sans-sc/400.css';
import './style.css';
import 'dayjs/locale/zh-cn';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import { BrowserRouter, Route, Routes } from 'react-router';
import { isAway } from './api/http';
import { SessionBoundary } from './api/session';
import { installationNow } from './api/installation-clock';
import { LanguageProvider, useTexts } from './language/language';
import { AppLayout } from './layout';
import { NotFoundPage } from './pages/not-found';
import { SignInPage } from './pages/sign-in';
import { instantText } from './parts/format';
import { lazyPage, loadPagesWhenIdle } from './parts/page-loading';
import { imports } from './work/imports';
import { lists } from './work/lists';

const HomePage = lazyPage(() => import('./pages/home'));
const UnitPage = lazyPage(() => import('./pages/unit'));
const FindPage = lazyPage(() => import('./pages/find'));
const SecondFactorPage = lazyPage(() => import('./pages/second-factor-first'));
const CasePage = lazyPage(() => import('./pages/case'));
const ListPage = lazyPage(() => import('./pages/list'));
const DocumentPage = lazyPage(() => import('./pages/document'));
const StatementPage = lazyPage(() => import('./pages/statement'));
const MonthEndPage = lazyPage(() => import('./pages/month-end'));
const ApplyPage = lazyPage(() => import('./pages/apply'));
const ReportFaultPage = lazyPage(() => import('./pages/report-fault'));
const RegisterUnitsPage = lazyPage(() => import('./pages/register-units'));
const ImportRegisterPage = lazyPage(() => import('./pages/import-register'));
const ShipPage = lazyPage(() => import('./pages/ship'));
const ReceiveShipmentPage = lazyPage(() => import('./pages/receive-shipment'));
const ReceiveReturnsPage = lazyPage(() => import('./pages/receive-returns'));
const HandInPage = lazyPage(() => import('./pages/hand-in'));
const AllocationPolicyPage = lazyPage(() => import('./pages/allocation-policy'));
const PeriodClosePage = lazyPage(() => import('./pages/period-close'));
const OperationsPage = lazyPage(() => import('./pages/operations'));
const AccountPage = lazyPage(() => import('./pages/account'));

/** Calendars mark the installation's today (`getNow` of the date pickers asks for the default zone where there is one). */
dayjs.extend((_options, prototype) => {
  Object.assign(prototype.prototype, { tz: () => dayjs(instantText(installationNow().toISOString())) });
});

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      // Once, for what was on its way when a service stopped; after that the page says so, and waits for the service (useComeBack).
      retry: (failures, error) => failures < 1 && isAway(error),
    },
  },
});

/** A Chinese font first would draw English apostrophes and quotation marks as wide as a character. */
const fonts = {
  zh: '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", system-ui, sans-serif',
  en: 'system-ui, "Segoe UI", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif',
} as const;

/** Colours are chosen for a contrast of at least 4.5 to 1 on white and on the page's grey. */
const theme = {
  token: {
    colorPrimary: '#0b5cad',
    colorLink: '#0b5cad',
    colorError: '#c0321f',
    colorTextDescription: '#595f69',
    colorTextPlaceholder: '#636a75',
    borderRadius: 4,
  },
};

function Console() {
  const { language } = useTexts();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={{ token: { ...theme.token, fontFamily: fonts[language] } }}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <BrowserRouter>
          <Routes>
            {/* Also for whoever is signed in: a link is for the person that it names. */}
            <Route path="sign-in" element={<SignInPage />} />
            <Route
              element={
                <SessionBoundary
                  signIn={<SignInPage />}
                  secondFactor={
                    <Suspense>
                      <SecondFactorPage />
                    </Suspense>
                  }
                />
              }
            >
              <Route element={<AppLayout />}>
                <Route index element={<HomePage />} />
                <Route path="units/:serial" element={<UnitPage />} />
                <Route path="find" element={<FindPage />} />
                <Route path="cases/:id" element={<CasePage />} />
                <Route path="statements/:id" element={<StatementPage />} />
                <Route path="month-end" element={<MonthEndPage />} />
                <Route path="apply" element={<ApplyPage />} />
                <Route path="report-fault" element={<ReportFaultPage />} />
                <Route path="register-units" element={<RegisterUnitsPage />} />
                <Route path="ship" element={<ShipPage />} />
                <Route path="receive-shipment" element={<ReceiveShipmentPage />} />
                <Route path="receive-returns" element={<ReceiveReturnsPage />} />
                <Route path="hand-in" element={<HandInPage />} />
                <Route path="allocation-policy" element={<AllocationPolicyPage />} />
                <Route path="period-close" element={<PeriodClosePage />} />
                <Route path="operations" element={<OperationsPage />} />
                <Route path="account" element={<AccountPage />} />
                {Object.entries(imports).map(([list, kind]) => (
                  <Route
                    key={list}
                    path={`${list}/import`}
                    element={<ImportRegisterPage key={list} list={list} kind={kind} />}
                  />
                ))}
                {lists.map((list) => (
                  <Route key={list.name} path={list.name} element={<ListPage key={list.name} list={list} />} />
                ))}
                {lists
                  .filter(({ hasDocument }) => hasDocument)
                  .map((list) => (
                    <Route
                      key={list.name}
                      path={`${list.name}/:id`}
                      element={<DocumentPage key={list.name} list={list} />}
                    />
                  ))}
                <Route path="*" element={<NotFoundPage />} />
              </Route>
            </Route>
          </Routes>
        </BrowserRouter>
      </App>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <Console />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
loadPagesWhenIdle();
