import { useState } from 'react';
import { App, Button, Card, Form, Input, Space } from 'antd';
import { send } from '../api/http';
import { useSession, useSessionChange } from '../api/session';
import { useTexts } from '../language/language';
import { SecondFactorCard } from './second-factor';
import { PageFrame } from '../parts/page-frame';
import { usePlaces } from '../parts/places';
import { ProblemAlert } from '../parts/problem-alert';

export default function AccountPage() {
  const { t, word } = useTexts();
  const { message } = App.useApp();
  const session = useSession();
  const { cityName } = usePlaces();
  const { end, readAgain } = useSessionChange();
  const [error, setError] = useState<unknown>(null);
  const [form] = Form.useForm<object>();
  const setPassword = async (body: object): Promise<void> => {
    setError(null);
    try {
      await send('POST', '/v1/session/password', body);
      form.resetFields();
      await readAgain();
      void message.success(t('account.passwordSet'));
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <PageFrame title={t('account.title')}>
      <Space orientation="vertical" size="middle" className="narrow">
        <Card size="small" title={session.name}>
          <p>
            {t('signIn.account')} <strong>{session.account}</strong>
          </p>
          <p>
            {word('roles')} {session.roles.map(word).join('、')}
          </p>
          <p>
            {word('city')} {session.cities?.map(cityName).join('、') ?? t('account.allCities')}
          </p>
          <Space>
            <Button onClick={() => void end(false)}>{t('account.signOut')}</Button>
            <Button danger onClick={() => void end(true)}>
              {t('account.signOutEverywhere')}
            </Button>
          </Space>
        </Card>
        <Card size="small" title={t('account.setPassword')}>
          <Form form={form} layout="vertical" onFinish={(body: object) => void setPassword(body)}>
            <Form.Item
              name="currentPassword"
              label={t('account.currentPassword')}
              extra={t('account.currentPasswordHint')}
            >
              <Input.Password autoComplete="current-password" maxLength={200} />
            </Form.Item>
            <Form.Item
              name="newPassword"
              label={t('account.newPassword')}
              rules={[{ required: true, min: 10, message: t('account.newPasswordRule') }]}
            >
              <Input.Password autoComplete="new-password" maxLength={200} />
            </Form.Item>
            <ProblemAlert error={error} />
            <Button type="primary" htmlType="submit">
              {t('account.setPassword')}
            </Button>
          </Form>
        </Card>
        <SecondFactorCard />
      </Space>
    </PageFrame>
  );
}
