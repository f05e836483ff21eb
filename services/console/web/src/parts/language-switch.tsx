import { Button } from 'antd';
import { useTexts } from '../language/language';

export function LanguageSwitch() {
  const { language, setLanguage } = useTexts();
  return (
    <Button
      type="text"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {language === 'zh' ? 'English' : '中文'}
    </Button>
  );
}
