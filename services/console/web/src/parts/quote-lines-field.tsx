import { Button, Input, InputNumber, Select, Space } from 'antd';
import { useTexts } from '../language/language';
import { FenInput } from './fen-input';

interface QuoteLine {
  readonly feeCode: string;
  readonly description?: string;
  readonly quantity: number;
  readonly unitFen?: number;
}

/** Lines of a quote; without a price of its own a line takes the one of the fee schedule. */
export function QuoteLinesField({
  value = [],
  onChange,
}: {
  readonly value?: readonly QuoteLine[];
  readonly onChange?: (lines: readonly QuoteLine[]) => void;
}) {
  const { t, word } = useTexts();
  const change = (index: number, part: Partial<QuoteLine>): void =>
    onChange?.(value.map((line, at) => (at === index ? { ...line, ...part } : line)));
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {value.map((line, index) => (
        <div key={index} className="quote-line">
          <Select
            aria-label={word('feeCode')}
            value={line.feeCode}
            options={['parts', 'labour', 'unit-price'].map((code) => ({ value: code, label: word(code) }))}
            onChange={(feeCode: string) => change(index, { feeCode })}
          />
          <Input
            aria-label={word('description')}
            placeholder={word('description')}
            value={line.description ?? ''}
            onChange={({ target }) =>
              change(index, target.value === '' ? { description: undefined as never } : { description: target.value })
            }
          />
          <InputNumber
            aria-label={word('quantity')}
            min={1}
            max={1000}
            value={line.quantity}
            onChange={(quantity) => change(index, { quantity: quantity ?? 1 })}
          />
          <FenInput
            {...(line.unitFen === undefined ? {} : { value: line.unitFen })}
            onChange={(unitFen) => change(index, { unitFen: (unitFen ?? undefined) as never })}
          />
          <Button
            aria-label={t('remove')}
            disabled={value.length === 1}
            onClick={() => onChange?.(value.filter((_line, at) => at !== index))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange?.([...value, { feeCode: 'labour', quantity: 1 }])}>
        {t('addLine')}
      </Button>
      <div className="hint">{t('quotePriceHint')}</div>
    </Space>
  );
}
