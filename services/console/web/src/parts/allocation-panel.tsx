import { Card, Skeleton } from 'antd';
import { useRead } from '../api/hooks';
import { type Page } from '../api/http';
import { useTexts } from '../language/language';
import { usePlaces } from './places';
import { ReadProblem } from './problem-alert';

export interface AllocationView {
  readonly city: string;
  readonly asOf: string;
  readonly installed: number;
  readonly ratioBasisPoints: number;
  readonly cap: number;
  readonly allocation: number;
  readonly onHand: number;
  readonly inTransit: number;
  readonly onLoan: number;
  readonly owedByRepair: number;
  readonly applied: number;
  readonly free: number;
}

export const takenParts = ['onHand', 'inTransit', 'onLoan', 'owedByRepair', 'applied'] as const;

/** The arithmetic of S1 and S2 for one city, with what is asked for now where there is something. */
export function AllocationPanel({ city, requested }: { readonly city: string; readonly requested?: number }) {
  const { t, word } = useTexts();
  const { cityName } = usePlaces();
  const { data, error } = useRead<Page<AllocationView>>('spare-pool', 'allocations', { city });
  const quota = data?.items[0];
  if (quota === undefined)
    return error === null ? <Skeleton active paragraph={{ rows: 3 }} /> : <ReadProblem error={error} />;
  const left = quota.free - (requested ?? 0);
  return (
    <Card size="small" title={t('allocation.title', { city: cityName(city) })}>
      <p className="hint">
        {t('allocation.rule', {
          ratio: quota.ratioBasisPoints / 100,
          installed: quota.installed,
          cap: quota.cap,
          allocation: quota.allocation,
        })}
      </p>
      <AllocationBar quota={quota} />
      <dl className="arithmetic">
        <dt>{word('allocation')}</dt>
        <dd>{quota.allocation}</dd>
        {takenParts.map((part) => (
          <FigureLine key={part} label={`− ${word(part)}`} figure={quota[part]} />
        ))}
        <dt className="sum">= {word('free')}</dt>
        <dd className="sum">{quota.free}</dd>
        {requested !== undefined && (
          <>
            <FigureLine label={`− ${word('requested')}`} figure={requested} />
            <dt className={`sum ${left < 0 ? 'too-much' : ''}`}>= {t('allocation.left')}</dt>
            <dd className={`sum ${left < 0 ? 'too-much' : ''}`}>{left}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}

function FigureLine({ label, figure }: { readonly label: string; readonly figure: number }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{figure}</dd>
    </>
  );
}

/** Stock against allocation as a picture: the parts that are taken, and what is free. */
export function AllocationBar({ quota }: { readonly quota: AllocationView }) {
  const { word } = useTexts();
  const whole = Math.max(1, quota.allocation, ...[takenParts.reduce((sum, part) => sum + quota[part], 0)]);
  const label = takenParts.map((part) => `${word(part)} ${quota[part]}`).join(', ');
  return (
    <div
      className="allocation-bar"
      role="img"
      aria-label={`${quota.city}: ${label}, ${word('allocation')} ${quota.allocation}`}
    >
      {takenParts.map((part) => (
        <span
          key={part}
          className={`part ${part}`}
          title={`${word(part)} ${quota[part]}`}
          style={{ width: `${(100 * quota[part]) / whole}%` }}
        />
      ))}
    </div>
  );
}
