import { useState } from 'react';
import { Alert, Button, Card, Form, Input, QRCode, Space, Typography } from 'antd';
import { send } from '../api/http';
import { useSession, useSessionChange } from '../api/session';
import { useTexts } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';

interface NewFactor {
  readonly secret: string;
  readonly address: string;
}

/** Codes of an authenticator application: set up by a picture and a first code, removed by a code. */
export function SecondFactorCard() {
  const { t } = useTexts();
  const { hasSecondFactor } = useSession();
  const { readAgain } = useSessionChange();
  const [factor, setFactor] = useState<NewFactor | null>(null);
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const attempt = (work: () => Promise<void>): void => {
    setError(null);
    void work().catch(setError);
  };
  const begin = async (): Promise<void> => setFactor(await send<NewFactor>('POST', '/v1/session/second-factor/begin'));
  const confirm = async (body: object): Promise<void> => {
    const answer = await send<{ readonly recoveryCodes: readonly string[] }>(
      'POST',
      '/v1/session/second-factor/confirm',
      body,
    );
    setFactor(null);
    setRecoveryCodes(answer.recoveryCodes);
  };
  const remove = async (body: object): Promise<void> => {
    await send('POST', '/v1/session/second-factor/remove', body);
    await readAgain();
  };
  return (
    <Card size="small" title={t('secondFactor.title')}>
      <ProblemAlert error={error} />
      {recoveryCodes !== null ? (
        <Space orientation="vertical">
          <Alert type="success" showIcon title={t('secondFactor.on')} description={t('secondFactor.recovery')} />
          <Typography.Paragraph code copyable className="handed-over">
            {recoveryCodes.join('\n')}
          </Typography.Paragraph>
          <Button type="primary" onClick={() => void readAgain().then(() => setRecoveryCodes(null))}>
            {t('secondFactor.kept')}
          </Button>
        </Space>
      ) : factor !== null ? (
        <Space orientation="vertical">
          <p>{t('secondFactor.scan')}</p>
          <QRCode value={factor.address} type="svg" bordered={false} />
          <Typography.Text code copyable>
            {factor.secret}
          </Typography.Text>
          <CodeForm label={t('secondFactor.confirm')} onCode={(body) => attempt(() => confirm(body))} />
        </Space>
      ) : hasSecondFactor ? (
        <>
          <p>{t('secondFactor.isOn')}</p>
          <CodeForm label={t('secondFactor.remove')} onCode={(body) => attempt(() => remove(body))} />
        </>
      ) : (
        <>
          <p>{t('secondFactor.what')}</p>
          <Button onClick={() => attempt(begin)}>{t('secondFactor.begin')}</Button>
        </>
      )}
    </Card>
  );
}

function CodeForm({ label, onCode }: { readonly label: string; readonly onCode: (body: object) => void }) {
  const { t } = useTexts();
  return (
    <Form layout="inline" onFinish={onCode}>
      <Form.Item name="code" label={t('signIn.code')} rules={[{ required: true, message: t('signIn.codeNeeded') }]}>
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={40} />
      </Form.Item>
      <Button htmlType="submit">{label}</Button>
    </Form>
  );
}
