import type { Goal, Measurement } from './figure.js';
import { ratiosOf, spreadOf, type Spread } from './statistics.js';

/** A measurement with what is told of it. */
export interface ReportLine {
  readonly measurement: Measurement;
  readonly program: Spread;
  readonly floor: Spread | null;
  /** Of the rounds, each with its neighbour; of the values themselves where there is no floor. */
  readonly ratio: Spread;
  readonly reached: boolean;
}

export function reportLineOf(measurement: Measurement): ReportLine {
  const { program, floor, goal } = measurement;
  const ratio = spreadOf(floor.length === 0 ? program : ratiosOf(program, floor));
  return {
    measurement,
    program: spreadOf(program),
    floor: floor.length === 0 ? null : spreadOf(floor),
    ratio,
    reached: isReached(ratio.median, goal),
  };
}

function isReached(value: number, goal: Goal): boolean {
  return 'least' in goal ? value >= goal.least : value <= goal.most;
}

const heading = ['', 'figure', 'program (min / median / max)', 'floor (min / median / max)', 'ratio', 'goal', ''];

/** The table, as Markdown too, and under it one sentence per line that says what it means. */
export function reportText(measurements: readonly Measurement[]): string {
  const lines = measurements.map(reportLineOf);
  const rows = [heading, heading.map(() => '-'), ...lines.map(cellsOf)];
  const widths = heading.map((_title, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const table = rows.map((row, index) => {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0, index === 1 ? '-' : ' '));
    return `| ${cells.join(' | ')} |`;
  });
  const meanings = lines.map(({ measurement: { name, what, floorIs, meaning } }) =>
    floorIs === '' ? `${name} ${what}: ${meaning}` : `${name} ${what}, against ${floorIs}: ${meaning}`,
  );
  return [...table, '', ...meanings, ''].join('\n');
}

function cellsOf({ measurement, program, floor, ratio, reached }: ReportLine): string[] {
  const { name, what, unit, goal } = measurement;
  const goalText = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
  return [
    name,
    what,
    `${spreadText(program)} ${unit}`,
    floor === null ? '–' : spreadText(floor),
    floor === null ? '–' : spreadText(ratio),
    floor === null ? `${goalText} ${unit}` : goalText,
    reached ? 'reached' : 'not reached',
  ];
}

function spreadText({ minimum, median, maximum }: Spread): string {
  return [minimum, median, maximum].map(numberText).join(' / ');
}

/** Three figures that mean something, and no more. */
export function numberText(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en-US').replaceAll(',', ' ');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
