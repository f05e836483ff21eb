/** The least, the middle and the most of several rounds. */
export interface Spread {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

/** Throws for no values at all: a figure that was never taken has no spread. */
export function spreadOf(values: readonly number[]): Spread {
  return { minimum: quantile(values, 0), median: quantile(values, 0.5), maximum: quantile(values, 1) };
}

/** The value below which the `part` (0 to 1) of all values lies, interpolated between the two nearest. Throws for no values. */
export function quantile(values: readonly number[], part: number): number {
  if (part < 0 || part > 1) throw new Error(`part is ${part}, but must be 0 to 1.`);
  const sorted = [...values].sort((one, other) => one - other);
  const position = (sorted.length - 1) * part;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new Error('There are no values to take a quantile of.');
  return below + (above - below) * (position - Math.floor(position));
}

/** Round by round, so that what slows the machine for a while slows both sides of one ratio. Throws where the rounds do not pair. */
export function ratiosOf(program: readonly number[], floor: readonly number[]): readonly number[] {
  if (program.length !== floor.length) {
    throw new Error(`${program.length} rounds of the program do not pair with ${floor.length} of the floor.`);
  }
  return program.map((value, round) => {
    const base = floor[round] ?? 0;
    if (base <= 0) throw new Error(`Round ${round + 1} of the floor is ${base}; nothing can be a part of that.`);
    return value / base;
  });
}
