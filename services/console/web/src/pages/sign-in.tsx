import { useEffect, useRef, useState } from 'react';
import { Button, Card, Form, Input } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { useSessionChange } from '../api/session';
import { useTexts } from '../language/language';
import { LanguageSwitch } from '../parts/language-switch';
import { ProblemAlert } from '../parts/problem-alert';

export function SignInPage() {
  const { t } = useTexts();
  const { begin } = useSessionChange();
  const navigate = useNavigate();
  const { pathname, hash } = useLocation();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const linkTaken = useRef('');
  const attempt = async (way: 'by-link' | 'by-password', body: object): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await begin(way, body);
      // Elsewhere the page that was asked for takes this one's place.
      if (pathname === '/sign-in') void navigate('/', { replace: true });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    const link = /^#link=(.+)$/.exec(hash)?.[1];
    // A link works once; React's second run of effects in development would use it up.
    if (link === undefined || linkTaken.current === link) return;
    linkTaken.current = link;
    void navigate(pathname, { replace: true });
    void attempt('by-link', { link });
    // Another link may be opened in the same window; it changes nothing but what stands after the #.
  }, [hash]);
  return (
    <main className="sign-in">
      <Card title={<h1>{t('product')}</h1>} extra={<LanguageSwitch />}>
        <p>{t('signIn.what')}</p>
        <ProblemAlert error={error} />
        <Form layout="vertical" requiredMark={false} onFinish={(body: object) => void attempt('by-password', body)}>
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
      </Card>
    </main>
  );
}
