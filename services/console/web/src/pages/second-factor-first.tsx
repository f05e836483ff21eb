import { Button, Card } from 'antd';
import { useSession, useSessionChange } from '../api/session';
import { useTexts } from '../language/language';
import { LanguageSwitch } from '../parts/language-switch';
import { SecondFactorCard } from './second-factor';

/** For whoever's role has to have a second factor, before anything else. */
export default function SecondFactorPage() {
  const { t } = useTexts();
  const { name } = useSession();
  const { end } = useSessionChange();
  return (
    <main className="sign-in">
      <Card title={<h1>{t('secondFactor.due', { name })}</h1>} extra={<LanguageSwitch />}>
        <p>{t('secondFactor.dueText')}</p>
        <SecondFactorCard />
        <Button type="link" onClick={() => void end(false)}>
          {t('account.signOut')}
        </Button>
      </Card>
    </main>
  );
}
