import { Button, Dropdown, Space } from 'antd';
import { useTexts, type Language } from '../language/language';

/** The registers whose documents people print or hand in; the console's back end makes their PDF. */
const printed: ReadonlySet<string> = new Set([
  'applications',
  'dispatch-orders',
  'notices',
  'scrap',
  'statements',
  'quotes',
  'receipts',
  'handovers',
]);

/** Opens a document's form as the browser prints it, or saves it as PDF; in either language, whichever the page is in. */
export function PrintButtons({ form, number }: { readonly form: string; readonly number: string }) {
  const { t, language } = useTexts();
  if (!printed.has(form)) return null;
  const address = (shown: Language, isDownload = false): string =>
    `/printed-forms/${form}/${encodeURIComponent(number)}.pdf?language=${shown}${isDownload ? '&download' : ''}`;
  const way = (key: string, title: string, href: string, isDownload: boolean) => ({
    key,
    label: (
      <a href={href} {...(isDownload ? { download: '' } : { target: '_blank', rel: 'noreferrer' })}>
        {title}
      </a>
    ),
  });
  const items = [
    way('print-zh', t('print.inChinese'), address('zh'), false),
    way('print-en', t('print.inEnglish'), address('en'), false),
    way('pdf-zh', t('print.pdfInChinese'), address('zh', true), true),
    way('pdf-en', t('print.pdfInEnglish'), address('en', true), true),
  ];
  return (
    <Space.Compact>
      <Button href={address(language)} target="_blank" rel="noreferrer">
        {t('print.print')}
      </Button>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button aria-label={t('print.more')}>
          <svg width="10" height="6" viewBox="0 0 10 6" aria-hidden>
            <path d="M0 0h10L5 6z" fill="currentColor" />
          </svg>
        </Button>
      </Dropdown>
    </Space.Compact>
  );
}
