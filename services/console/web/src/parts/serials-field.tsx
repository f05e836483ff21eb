import { useState } from 'react';
import { Input, Space } from 'antd';
import { useTexts } from '../language/language';

/** Serials, one a line: a scanner ends each with Enter. None at all is an answer too. */
export function SerialsField({
  id,
  value = [],
  onChange,
}: {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (serials: readonly string[]) => void;
}) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(value.join('\n'));
  const serialsIn = (text: string): readonly string[] => [...new Set(text.split(/\s+/).filter((part) => part !== ''))];
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Input.TextArea
        id={id ?? 'serials'}
        rows={8}
        className="serial"
        value={typed}
        placeholder={t('units.scan')}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange?.(serialsIn(target.value));
        }}
      />
      <span className="hint">{t('units.count', { count: serialsIn(typed).length })}</span>
    </Space>
  );
}
