import { baseColumns, fleetColumns, type Growth } from './growth-point.js';
import { growthPicture } from './growth-picture.js';
import { growthText } from './growth-report.js';

const values = (columns: readonly { key: string }[], value: number) =>
  Object.fromEntries(columns.map(({ key }) => [key, [value, value * 2, value * 3]])) as never;

const growth: Growth = {
  fleets: [10_000, 100_000, 1_000_000].flatMap((units) =>
    [1, 10].map((movementsPerUnit) => ({
      units,
      movementsPerUnit,
      measured: values(fleetColumns, units / 1_000),
      seedSeconds: 1,
      seconds: 2,
    })),
  ),
  bases: [10_000, 1_000_000].map((registeredUnits) => ({
    registeredUnits,
    measured: values(baseColumns, 2_000),
    seedSeconds: 1,
    seconds: 2,
  })),
};

describe('the growth run', () => {
  it('prints a line per figure with its unit, and a column per size with the median', () => {
    const lines = growthText(growth).split('\n');
    expect(lines[0]).toMatch(/^\| spare units × movements of each +\| +10 k × 1 \| .* 1 M × 10 \|$/);
    expect(lines[2]).toMatch(/^\| loans, commands\/s +\| +20\.0 \| +20\.0 \| +200 \| +200 \| +2 000 \| +2 000 \|$/);
    expect(lines).toHaveLength(2 + fleetColumns.length + 1 + 2 + baseColumns.length + 1 + 2);
  });

  it('draws a small picture that says in words, too, what it shows', () => {
    const picture = growthPicture(growth);
    expect(picture).toMatch(/^<svg role="img" [^>]*><title>What depends on size and what does not<\/title><desc>/);
    expect(picture).toContain(
      'Loans a second, by spare units: 1 movement 20.0 at 10 k, 200 at 100 k, 2 000 at 1 M; 10 mov',
    );
    expect(picture.length).toBeLessThan(60_000);
    expect(picture.trim().endsWith('</svg>')).toBe(true);
  });

  it('draws a line that does not depend on size level', () => {
    const [from, to] = /<path d="M(?<x>[\d.]+) (?<y>[\d.]+)L[\d.]+ \k<y>"/.exec(growthPicture(growth)) ?? [];
    expect([from, to]).not.toContain(undefined);
  });
});
