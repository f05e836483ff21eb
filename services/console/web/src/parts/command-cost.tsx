import { Alert } from 'antd';
import { type Row } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts, type Texts } from '../language/language';
import type { CommandKind } from '../work/command';
import { fenText } from './format';
import { usePeople } from './people';

export interface KnownCost {
  readonly debtor: string;
  /** As text; null where the schedule has no price, or it could not be read. */
  readonly amount: string | null;
}

/** What the command would charge as it stands in the form: the price is the schedule's of today. Null where nothing is charged. */
export function useCost(kind: CommandKind, row: Row, typed: Readonly<Record<string, unknown>> = {}): KnownCost | null {
  const cost = kind.cost?.(row, typed) ?? null;
  const { data } = useRead<Row>(
    'billing',
    cost === null ? null : 'fees/effective',
    cost === null ? {} : { feeCode: cost.feeCode, model: cost.model, city: cost.city },
  );
  if (cost === null) return null;
  const amountFen = Number(data?.['amountFen'] ?? Number.NaN) * (cost.times ?? 1);
  return { debtor: cost.debtor, amount: Number.isNaN(amountFen) ? null : fenText(amountFen) };
}

export function CostNote({ cost: { debtor, amount } }: { readonly cost: KnownCost }) {
  const { t } = useTexts();
  const { nameAndAccount } = usePeople();
  const who = nameAndAccount(debtor);
  return (
    <Alert
      type="warning"
      showIcon
      title={amount === null ? t('command.costUnknown', { who }) : t('command.cost', { who, amount })}
    />
  );
}

/** What the button of a command says: its name, and what it charges where that is known. */
export function buttonText(name: string, cost: KnownCost | null, t: Texts['t']): string {
  const amount = cost?.amount ?? null;
  return amount === null ? name : t('command.charging', { what: name, amount });
}
