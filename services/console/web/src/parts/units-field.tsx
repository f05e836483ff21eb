import { Input, Select, Space } from 'antd';
import { useState } from 'react';
import { type Page, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { ReadProblem } from './problem-alert';

interface NewUnit {
  readonly serial: string;
  /** Null until it is chosen; serials may be scanned before. */
  readonly model: string | null;
}

export async function ensureModelChosen(_rule: unknown, units: readonly NewUnit[] = []): Promise<void> {
  if (units.some(({ model }) => model === null)) throw new Error('A model has to be chosen.');
}

/** Units of one model, a serial a line: a scanner ends each with Enter. */
export function UnitsField({
  id,
  value = [],
  onChange,
}: {
  readonly id?: string;
  readonly value?: readonly NewUnit[];
  readonly onChange?: (units: readonly NewUnit[] | undefined) => void;
}) {
  const { t, word } = useTexts();
  const models = useRead<Page>('spare-pool', 'models', { limit: 200 });
  const [model, setModel] = useState<string | null>(value[0]?.model ?? null);
  const [typed, setTyped] = useState(value.map(({ serial }) => serial).join('\n'));
  const tell = (chosen: string | null, text: string): void => {
    const serials = [...new Set(text.split(/\s+/).filter((serial) => serial !== ''))];
    onChange?.(serials.length === 0 ? undefined : serials.map((serial) => ({ serial, model: chosen })));
  };
  const count = new Set(typed.split(/\s+/).filter((serial) => serial !== '')).size;
  return (
    <Space orientation="vertical">
      <Select
        aria-label={word('model')}
        placeholder={word('model')}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        value={model}
        options={(models.data?.items ?? []).map((row) => ({
          value: textOf(row['model']),
          label: textOf(row['model']),
        }))}
        onChange={(chosen: string) => {
          setModel(chosen);
          tell(chosen, typed);
        }}
      />
      <Input.TextArea
        id={id ?? 'units'}
        rows={6}
        className="serial"
        value={typed}
        placeholder={t('units.scan')}
        onChange={({ target }) => {
          setTyped(target.value);
          tell(model, target.value);
        }}
      />
      <span className="hint">{t('units.count', { count })}</span>
      <ReadProblem error={models.error} />
    </Space>
  );
}
