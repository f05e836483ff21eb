import { numberText } from '../report.js';
import { spreadOf } from '../statistics.js';
import { baseColumns, fleetColumns, type Growth, type GrowthColumn, type GrowthPoint } from './growth-point.js';

/** A line per figure and a column per size, each the median of its rounds; as Markdown too. */
export function growthText({ fleets, bases }: Growth): string {
  const fleetHeadings = fleets.map(({ units, movementsPerUnit }) => `${sizeText(units)} × ${movementsPerUnit}`);
  const baseHeadings = bases.map(({ registeredUnits }) => sizeText(registeredUnits));
  return [
    tableOf('spare units × movements of each', fleetHeadings, fleetColumns, fleets),
    tableOf('registered units', baseHeadings, baseColumns, bases),
    'Every cell is the median of its rounds. A larger fleet has more cities of the same size; a month-end is that of one city.',
    '',
  ].join('\n');
}

export function sizeText(count: number): string {
  if (count >= 1_000_000) return `${count / 1_000_000} M`;
  return count >= 1_000 ? `${count / 1_000} k` : String(count);
}

function tableOf<Key extends string>(
  title: string,
  headings: readonly string[],
  columns: readonly GrowthColumn<Key>[],
  points: readonly GrowthPoint<Key>[],
): string {
  const lines = columns.map(({ key, title: name, unit }) => [
    `${name}, ${unit}`,
    ...points.map(({ measured }) => numberText(spreadOf(measured[key]).median)),
  ]);
  const rows = [[title, ...headings], [], ...lines];
  const widths = (rows[0] ?? []).map((_heading, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const table = rows.map((row, index) => {
    if (index === 1) return `| ${widths.map((width, column) => separator(width, column)).join(' | ')} |`;
    const cells = widths.map((width, column) =>
      column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width),
    );
    return `| ${cells.join(' | ')} |`;
  });
  return `${table.join('\n')}\n`;
}

/** Numbers stand to the right, so that their sizes can be compared. */
const separator = (width: number, column: number): string =>
  column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`;
