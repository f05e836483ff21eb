import type { BenchOptions } from './options.js';
import type { Machine } from './machine.js';

/** Which ratio of program to floor is as good as it should be. */
export type Goal = { readonly least: number } | { readonly most: number };

/** One line of the table: every round of the program, and of the floor that it is a ratio of. */
export interface Measurement {
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  readonly program: readonly number[];
  /** Empty where the goal is in the figure's own unit. */
  readonly floor: readonly number[];
  readonly floorIs: string;
  readonly goal: Goal;
  /** What the line means, in one sentence. */
  readonly meaning: string;
}

/** How much is measured. */
export interface Effort {
  readonly quick: boolean;
  readonly rounds: number;
  /** Length of one round of a load. */
  readonly seconds: number;
}

/** What does not fit into the table of program against floor. */
export interface Section {
  readonly name: string;
  /** As it is printed. */
  readonly text: string;
  /** For programs. */
  readonly data: unknown;
  /** SVG of the same. */
  readonly picture: string;
}

export interface FigureContext {
  readonly machine: Machine;
  readonly effort: Effort;
  readonly say: (line: string) => void;
  readonly present: (section: Section) => void;
}

export interface Figure {
  readonly name: string;
  /** In which runs without names it is taken; in none it is taken only when it is named. */
  readonly isPartOf: 'every run' | 'full runs' | 'no run';
  /** Where pgbench is missing it is left out. */
  readonly needsPgbench: boolean;
  measure(context: FigureContext): Promise<readonly Measurement[]>;
}

export function effortOf({ quick }: BenchOptions): Effort {
  return quick ? { quick, rounds: 2, seconds: 2 } : { quick, rounds: 5, seconds: 5 };
}

export interface Rounds {
  readonly program: readonly number[];
  readonly floor: readonly number[];
}

/** A B A B …, after one round of each that does not count. */
export async function interleaved(
  { effort, say }: Pick<FigureContext, 'effort' | 'say'>,
  program: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<Rounds> {
  await program();
  await floor();
  const rounds: { program: number[]; floor: number[] } = { program: [], floor: [] };
  for (let round = 1; round <= effort.rounds; round += 1) {
    const own = await program();
    const base = await floor();
    rounds.program.push(own);
    rounds.floor.push(base);
    say(`  round ${round}: program ${own.toFixed(1)}, floor ${base.toFixed(1)}`);
  }
  return rounds;
}
