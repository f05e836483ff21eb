import { Table } from 'antd';
import { Link } from 'react-router';
import { type Page, type Query, type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { fenText } from '../parts/format';
import { PersonName } from '../parts/people';

/** Up to how many days; the last column takes what is older. */
const ages = [7, 30] as const;
const counted = 200;

interface OwnerLine {
  readonly owner: string;
  readonly byAge: readonly number[];
  readonly amountFen: number;
}

/** Who answers for how much, and how old it is; the oldest load first (B5). */
export function MatchingSummary({ filters }: { readonly filters: Query }) {
  const { t, word, wordIn } = useTexts();
  const { data } = useRead<Page>('billing', 'matching', { ...filters, limit: counted });
  const lines = linesOf(data?.items ?? []);
  if (lines.length === 0) return null;
  const titles = [
    t('matching.upTo', { days: ages[0] }),
    t('matching.between', { from: ages[0] + 1, to: ages[1] }),
    t('matching.over', { days: ages[1] }),
  ];
  return (
    <Table<OwnerLine>
      size="small"
      className="matching-summary"
      rowKey="owner"
      dataSource={[...lines]}
      pagination={false}
      columns={[
        {
          title: wordIn('matching', 'owner'),
          render: (_value, { owner }) => (
            <Link to={`/matching?owner=${encodeURIComponent(owner)}`}>
              <PersonName account={owner} />
            </Link>
          ),
        },
        ...titles.map((title, index) => ({
          title,
          align: 'right' as const,
          render: (_value: unknown, { byAge }: OwnerLine) => (
            <span className={`figure ${index === ages.length && (byAge[index] ?? 0) > 0 ? 'too-much' : ''}`}>
              {byAge[index]}
            </span>
          ),
        })),
        {
          title: word('amountFen'),
          align: 'right' as const,
          render: (_value, { amountFen }) => <span className="figure">{fenText(amountFen)}</span>,
        },
      ]}
    />
  );
}

function linesOf(rows: readonly Row[]): readonly OwnerLine[] {
  const byOwner = Map.groupBy(rows, ({ owner }) => textOf(owner));
  const isIn = (days: number, index: number): boolean =>
    days > (ages[index - 1] ?? -1) && days <= (ages[index] ?? Infinity);
  return [...byOwner]
    .map(([owner, ofOwner]) => ({
      owner,
      byAge: [0, 1, 2].map((index) => ofOwner.filter(({ ageDays }) => isIn(Number(ageDays), index)).length),
      amountFen: ofOwner.reduce((sum, { amountFen }) => sum + Number(amountFen), 0),
    }))
    .sort((one, other) => (other.byAge[2] ?? 0) - (one.byAge[2] ?? 0) || other.amountFen - one.amountFen);
}
