import { Button, Input, InputNumber, Select, Space } from 'antd';
import { useQueries } from '@tanstack/react-query';
import { getFrom, textOf, type Row } from '../api/http';
import { useTexts } from '../language/language';
import { fenText } from './format';

interface QuoteLine {
  readonly feeCode: string;
  readonly description?: string;
  readonly quantity: number;
}

/** Today's price of each line for the model and city of the case; undefined where it is not known (yet). */
function usePrices(lines: readonly QuoteLine[], row: Row): readonly (number | undefined)[] {
  const { model, city } = row;
  const known = { city: textOf(city), ...(typeof model === 'string' ? { model } : {}) };
  const answers = useQueries({
    queries: lines.map(({ feeCode }) => ({
      queryKey: ['api', 'billing', 'fees/effective', { ...known, feeCode }],
      queryFn: () => getFrom<Row>('billing', 'fees/effective', { ...known, feeCode }),
      retry: false,
    })),
  });
  return answers.map(({ data }) => (data === undefined ? undefined : Number(data['amountFen'])));
}

/** Lines of a quote; each has the price of the fee schedule, which is shown with what they come to. */
export function QuoteLinesField({
  row,
  value = [],
  onChange,
}: {
  readonly row: Row;
  readonly value?: readonly QuoteLine[];
  readonly onChange?: (lines: readonly QuoteLine[]) => void;
}) {
  const { t, word } = useTexts();
  const prices = usePrices(value, row);
  const totalFen = value.reduce((sum, { quantity }, index) => sum + quantity * (prices[index] ?? Number.NaN), 0);
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
          <span className="figure">{inYuan(prices[index])}</span>
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
      <div>
        {word('totalFen')} <strong className="figure">{inYuan(totalFen)}</strong>
      </div>
      <div className="hint">{t('quotePriceHint')}</div>
    </Space>
  );
}

function inYuan(fen: number | undefined): string {
  return fen === undefined || Number.isNaN(fen) ? '—' : fenText(fen);
}
