import { useMemo } from 'react';
import { Card } from 'antd';
import { useNavigate } from 'react-router';
import type { Page } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { takenParts, type AllocationView } from './allocation-panel';
import { Chart } from './chart';
import { usePlaces } from './places';
import { ReadProblem } from './problem-alert';

const colours: Readonly<Record<(typeof takenParts)[number], string>> = {
  onHand: '#1b7f4b',
  inTransit: '#2f7fd1',
  onLoan: '#c98a00',
  owedByRepair: '#b3261e',
  applied: '#7a8596',
};

const freeColour = '#e4f3ea';

/** In the page, not in the picture: its texts are as wide as they are, whatever font they are drawn with. */
function Legend() {
  const { word } = useTexts();
  return (
    <div className="chart-legend" aria-hidden>
      {[...takenParts.map((part) => [part, colours[part]] as const), ['free', freeColour] as const].map(
        ([part, colour]) => (
          <span key={part}>
            <i style={{ background: colour }} /> {word(part)}
          </span>
        ),
      )}
    </div>
  );
}

/** Stock against allocation, a bar per city: what is taken of the quota, and what is free. A click leads to the city's units. */
export default function StockPicture() {
  const { t, word } = useTexts();
  const { cityName } = usePlaces();
  const navigate = useNavigate();
  const { data, error } = useRead<Page<AllocationView>>('spare-pool', 'allocations');
  const quotas = (data?.items ?? []).filter(({ allocation }) => allocation > 0);
  const names = quotas.map(({ city }) => cityName(city)).join();
  const option = useMemo(
    () => ({
      animation: false,
      grid: { left: 40, right: 16, top: 12, bottom: 28 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'category', data: names.split(','), axisLabel: { interval: 0 } },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        ...takenParts.map((part) => ({
          name: word(part),
          type: 'bar',
          stack: 'quota',
          barMaxWidth: 36,
          itemStyle: { color: colours[part] },
          data: quotas.map((quota) => quota[part]),
        })),
        {
          name: word('free'),
          type: 'bar',
          stack: 'quota',
          itemStyle: { color: freeColour, borderColor: '#9fb8a8' },
          data: quotas.map(({ free }) => Math.max(0, free)),
        },
      ],
    }),
    [data, names, word],
  );
  const summary = quotas.map(({ city, allocation, free }) => `${cityName(city)} ${allocation - free}/${allocation}`);
  return (
    <Card size="small" title={t('stock.picture')} className="stock-picture">
      <ReadProblem error={error} />
      {quotas.length > 0 && <Legend />}
      {quotas.length === 0 ? (
        data && <p className="hint">{t('stock.none')}</p>
      ) : (
        <Chart
          option={option}
          label={`${t('stock.picture')}: ${summary.join(', ')}`}
          height={260}
          onPick={(index) => void navigate(`/spare-units?city=${quotas[index]?.city ?? ''}`)}
        />
      )}
    </Card>
  );
}
