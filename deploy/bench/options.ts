import { parseArgs } from 'node:util';
import { InvalidInput } from '@rotables/domain-kernel';

export interface BenchOptions {
  /** The figures asked for, as written; empty asks for all that a run of this kind has. */
  readonly names: readonly string[];
  /** Where the result for programs goes. */
  readonly json: string | null;
  /** Where the picture of the growth run goes. */
  readonly picture: string | null;
  /** Fewer and shorter rounds over smaller fleets: a look that takes minutes, not a measurement. */
  readonly quick: boolean;
  /** Where the services leave what Node's CPU profiler says of them; null does not profile. */
  readonly profile: string | null;
}

const growth = 'GROWTH';

export const usage = `Usage: npm run bench [-- NAME … --json FILE --picture FILE --quick --profile DIR]
  NAME         figures to take, for example P1 P3, or growth; P1 to P10 without one
  --json FILE  write what was measured there, every round of it
  --picture FILE  draw the growth run there, as SVG
  --quick      at most three minutes: two short rounds, small fleets, without the figures that need a large one
  --profile DIR  let Node's CPU profiler watch the services and write there; for finding out, not for figures
  --help       show this
`;

/** Null asks for the usage. Throws InvalidInput for a figure that there is not, or an option that there is not. */
export function parseBenchOptions(args: readonly string[], known: readonly string[]): BenchOptions | null {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    json: { type: 'string' },
    picture: { type: 'string' },
    profile: { type: 'string' },
    quick: flag,
    help: flag,
  } as const;
  const { values, positionals } = parsed(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (values.help) return null;
  const names = positionals.map((name) => name.toUpperCase());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InvalidInput('NAME', unknown, `one of ${known.join(', ')}`);
  const { json = null, picture = null, quick, profile = null } = values;
  if (picture !== null && !names.includes(growth)) throw new InvalidInput('--picture', picture, 'with the name growth');
  return { names, json, picture, quick, profile };
}

function parsed<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new InvalidInput('options', error instanceof Error ? error.message : String(error), `as in:\n\n${usage}`);
  }
}
