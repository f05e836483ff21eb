import { InputNumber } from 'antd';

/** Typed in yuan, kept in whole fen. */
export function FenInput({
  value,
  onChange,
  ...rest
}: {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (fen: number | null) => void;
}) {
  return (
    <InputNumber
      {...rest}
      value={value === undefined || value === null ? null : value / 100}
      onChange={(yuan) => onChange?.(yuan === null ? null : Math.round(yuan * 100))}
      min={0}
      precision={2}
      prefix="¥"
      style={{ width: '100%' }}
    />
  );
}
