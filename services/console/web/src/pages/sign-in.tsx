import { useEffect, useRef, useState } from 'react';
import { Alert, Button, Card, Form, Input, Space } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { problemIn, send } from '../api/http';
import { readSession, useSessionChange, type SessionView } from '../api/session';
import { useTexts } from '../language/language';
import { LanguageSwitch } from '../parts/language-switch';
import { ProblemAlert } from '../parts/problem-alert';

/** A way in that was begun and waits for something more. */
interface Begun {
  readonly way: 'by-link' | 'by-password';
  readonly body: object;
}

interface Asked {
  readonly link: string;
  readonly owner: { readonly account: string; readonly name: string };
  readonly now: SessionView;
}

export function SignInPage() {
  const { t } = useTexts();
  const { begin } = useSessionChange();
  const navigate = useNavigate();
  const { pathname, hash } = useLocation();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [forCode, setForCode] = useState<Begun | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const linkTaken = useRef('');
  const attempt = async (way: Begun['way'], body: object): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await begin(way, body);
      // Elsewhere the page that was asked for takes this one's place.
      if (pathname === '/sign-in') void navigate('/', { replace: true });
    } catch (problem) {
      if (problemIn(problem).code === 'second-factor-needed') setForCode({ way, body });
      else setError(problem);
    } finally {
      setBusy(false);
    }
  };
  /** Whoever is signed in as somebody else is asked first: a link that another has sent must not make one act under his name. */
  const takeLink = async (link: string): Promise<void> => {
    const now = await readSession().catch(() => null);
    if (now === null) return attempt('by-link', { link });
    try {
      const owner = await send<Asked['owner']>('POST', '/v1/session/link-owner', { link });
      if (owner.account === now.account) await attempt('by-link', { link });
      else setAsked({ link, owner, now });
    } catch (problem) {
      setError(problem);
    }
  };
  useEffect(() => {
    const link = /^#link=(.+)$/.exec(hash)?.[1];
    // A link works once; React's second run of effects in development would use it up.
    if (link === undefined || linkTaken.current === link) return;
    linkTaken.current = link;
    void navigate(pathname, { replace: true });
    void takeLink(link);
    // Another link may be opened in the same window; it changes nothing but what stands after the #.
  }, [hash]);
  return (
    <main className="sign-in">
      <Card title={<h1>{t('product')}</h1>} extra={<LanguageSwitch />}>
        {asked !== null ? (
          <AskedFirst
            asked={asked}
            onYes={() => {
              setAsked(null);
              void attempt('by-link', { link: asked.link });
            }}
            onNo={() => void navigate('/', { replace: true })}
          />
        ) : (
          <p>{t('signIn.what')}</p>
        )}
        <ProblemAlert error={error} />
        {forCode !== null && (
          <CodeForm isBusy={isBusy} onCode={(code) => void attempt(forCode.way, { ...forCode.body, ...code })} />
        )}
        {forCode === null && asked === null && (
          <PasswordForm isBusy={isBusy} onPassword={(body) => void attempt('by-password', body)} />
        )}
      </Card>
    </main>
  );
}

interface AskedProps {
  readonly asked: Asked;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function AskedFirst({ asked: { owner, now }, onYes, onNo }: AskedProps) {
  const { t } = useTexts();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('signIn.asOther', { name: `${owner.name} (${owner.account})` })}
      description={
        <>
          <p>{t('signIn.youAre', { name: `${now.name} (${now.account})` })}</p>
          <Space>
            <Button type="primary" onClick={onYes}>
              {t('signIn.asOtherYes', { name: owner.name })}
            </Button>
            <Button onClick={onNo}>{t('signIn.stay', { name: now.name })}</Button>
          </Space>
        </>
      }
    />
  );
}

interface CodeFormProps {
  readonly isBusy: boolean;
  readonly onCode: (code: object) => void;
}

function CodeForm({ isBusy, onCode }: CodeFormProps) {
  const { t } = useTexts();
  return (
    <Form layout="vertical" requiredMark={false} onFinish={onCode}>
      <Form.Item
        name="code"
        label={t('signIn.code')}
        extra={t('signIn.codeHint')}
        rules={[{ required: true, message: t('signIn.codeNeeded') }]}
      >
        <Input autoComplete="one-time-code" inputMode="numeric" autoFocus maxLength={40} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t('signIn.enter')}
      </Button>
    </Form>
  );
}

interface PasswordFormProps {
  readonly isBusy: boolean;
  readonly onPassword: (body: object) => void;
}

function PasswordForm({ isBusy, onPassword }: PasswordFormProps) {
  const { t } = useTexts();
  return (
    <>
      <Form layout="vertical" requiredMark={false} onFinish={onPassword}>
        <Form.Item
          name="account"
          label={t('signIn.account')}
          rules={[{ required: true, message: t('signIn.accountNeeded') }]}
        >
          <Input autoComplete="username" autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isBusy}>
          {t('signIn.enter')}
        </Button>
      </Form>
      <p className="hint">{t('signIn.byLink')}</p>
    </>
  );
}
