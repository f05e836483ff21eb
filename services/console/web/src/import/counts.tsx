import { Space, Statistic } from 'antd';
import { useTexts, type TextKey } from '../language/language';

/** What a file comes to, in figures. */
export function Counts({ counts }: { readonly counts: readonly (readonly [TextKey, number])[] }) {
  const { t } = useTexts();
  return (
    <Space size="large" wrap>
      {counts.map(([key, count]) => (
        <Statistic key={key} title={t(key)} value={count} />
      ))}
    </Space>
  );
}
