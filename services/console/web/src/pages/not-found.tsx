import { Link } from 'react-router';
import { useTexts } from '../language/language';
import { PageFrame } from '../parts/page-frame';

export function NotFoundPage() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('notFound.title')}>
      <p>{t('notFound.text')}</p>
      <Link to="/">{t('home')}</Link>
    </PageFrame>
  );
}
