import type { Figure, FigureContext, Measurement } from '../figure.js';
import { numberText } from '../report.js';
import { measureBase } from './base-point.js';
import { measureFleet, type FleetSize } from './fleet-point.js';
import type { BasePoint, FleetPoint, Growth } from './growth-point.js';
import { growthPicture } from './growth-picture.js';
import { growthText } from './growth-report.js';

/** A ledger of more would take longer to fill than all that is measured, and would ask for tens of gigabytes. */
const mostMovements = 10_000_000;
/** The run asks for what differs by the size, which is more than what differs by the round. */
const mostRounds = 3;
const mostSeconds = 3;

/** Everything that could depend on size against size: how the program does when the organisation has ten or a hundred times as much. */
export const growthFigure: Figure = {
  name: 'GROWTH',
  isPartOf: 'no run',
  needsPgbench: false,
  measure: measureGrowth,
};

async function measureGrowth({ effort: asked, ...rest }: FigureContext): Promise<readonly Measurement[]> {
  const effort = {
    ...asked,
    rounds: Math.min(mostRounds, asked.rounds),
    seconds: Math.min(mostSeconds, asked.seconds),
  };
  const context = { ...rest, effort };
  await context.machine.noteCommitTimes();
  const growth = { fleets: [] as FleetPoint[], bases: [] as BasePoint[] } satisfies Growth;
  try {
    await measureSizes(context, growth);
  } finally {
    // What took a quarter of an hour is told even where the largest size failed.
    const { fleets, bases } = growth;
    if (fleets.length > 0 && bases.length > 0)
      context.present({ name: 'growth', text: growthText(growth), data: growth, picture: growthPicture(growth) });
  }
  return [];
}

async function measureSizes(
  context: FigureContext,
  { fleets, bases }: { fleets: FleetPoint[]; bases: BasePoint[] },
): Promise<void> {
  const { say, effort } = context;
  for (const size of fleetSizes(effort.quick)) {
    say(`  ${numberText(size.units)} units with ${size.movementsPerUnit} movements each`);
    const point = await measureFleet(context, size);
    say(`    done in ${point.seconds.toFixed(0)} s`);
    fleets.push(point);
  }
  for (const registeredUnits of effort.quick ? [10_000, 20_000] : [10_000, 100_000, 1_000_000]) {
    say(`  ${numberText(registeredUnits)} registered units`);
    const point = await measureBase(context, registeredUnits);
    say(`    done in ${point.seconds.toFixed(0)} s`);
    bases.push(point);
  }
}

function fleetSizes(quick: boolean): readonly FleetSize[] {
  const sizes = [10_000, 100_000, 1_000_000].flatMap((units) =>
    [1, 10, 100].map((movementsPerUnit) => ({ units, movementsPerUnit })),
  );
  const most = quick ? 100_000 : mostMovements;
  return sizes.filter(({ units, movementsPerUnit }) => units * movementsPerUnit <= most);
}
