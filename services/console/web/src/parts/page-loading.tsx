import { Component, lazy, useEffect, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react';
import { Button, Result } from 'antd';
import { useLocation } from 'react-router';
import { useTexts } from '../language/language';

/** The page for whose sake this tab has been loaded anew, so that it happens once and not for ever. */
const reloadedFor = 'rotables.reloaded-for';

type PageModule<Properties> = Promise<{ default: ComponentType<Properties> }>;

const loaders: (() => Promise<unknown>)[] = [];

/**
 * A page whose code is loaded when it is first opened, or before that in an idle moment ({@link loadPagesWhenIdle}). Code that does not come is
 * asked for once more; where the network is there and it still does not come, the console has been replaced since this tab was opened, and
 * the tab is loaded anew, once. What was typed is kept in drafts.
 */
export function lazyPage<Properties>(
  load: () => PageModule<Properties>,
): LazyExoticComponent<ComponentType<Properties>> {
  loaders.push(load);
  return lazy(async () => {
    try {
      return await load().catch(load);
    } catch (error) {
      if (!navigator.onLine || sessionStorage.getItem(reloadedFor) === location.pathname) throw error;
      sessionStorage.setItem(reloadedFor, location.pathname);
      location.reload();
      return new Promise<never>(() => undefined);
    }
  });
}

/** By then the first page has what it needs, and nothing of what follows is in its way. */
const firstPageMilliseconds = 10_000;

/** Loads the code of every page one after the other, so that a page opens without the network too. */
export function loadPagesWhenIdle(): void {
  const next = (): void => {
    const load = loaders.shift();
    if (load === undefined) return;
    // One that does not come is asked for again when its page is opened.
    void load()
      .catch(() => undefined)
      .then(() => requestIdleCallback(next, { timeout: 5_000 }));
  };
  setTimeout(() => requestIdleCallback(next, { timeout: 5_000 }), firstPageMilliseconds);
}

/** Keeps the frame and its menu when a page fails; another address is another page, which gets its own chance. */
export function PageBoundary({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation();
  return <FailureBoundary key={pathname}>{children}</FailureBoundary>;
}

class FailureBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <PageFailed /> : this.props.children;
  }
}

/** React keeps the failure of a page's code for as long as the tab lives, so the way on is to load the tab anew. */
function PageFailed() {
  const { t } = useTexts();
  useEffect(() => {
    const reload = (): void => location.reload();
    if (!navigator.onLine) globalThis.addEventListener('online', reload);
    return () => globalThis.removeEventListener('online', reload);
  }, []);
  return (
    <Result
      status="warning"
      title={t('page.failed')}
      subTitle={t(navigator.onLine ? 'page.failedText' : 'page.failedOffline')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('page.reload')}
        </Button>
      }
    />
  );
}
