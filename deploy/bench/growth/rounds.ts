import type { FigureContext } from '../figure.js';

/** What each of the rounds gave, after one that does not count. */
export async function times({ effort }: Pick<FigureContext, 'effort'>, once: () => Promise<number>): Promise<number[]> {
  await once();
  const values: number[] = [];
  for (let round = 0; round < effort.rounds; round += 1) values.push(await once());
  return values;
}
