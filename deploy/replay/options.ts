import { parseArgs } from 'node:util';

export interface ReplayOptions {
  /** Months in their order; the sample month when none is named. */
  readonly directories: readonly string[];
  /** Where the result for programs goes. */
  readonly json: string | null;
  /** The system that was brought up stays, and keeps its state. */
  readonly keep: boolean;
  /** A running system to use instead of one of its own. */
  readonly url: URL | null;
  /** All services in one process, without Kafka. */
  readonly inProcess: boolean;
}

export const usage = `Usage: npm run replay [-- [DIR …] [options]]
  DIR           a month: units.csv, faults-*.csv, expected-*.json; in the first also cities.csv, plans.csv, pool.csv. Several in order are
                several months in one run. Without one: the sample month, deploy/sample/april-2013
  --json FILE   write { entitlements, allocations, charges, reconciliation, audit, seconds } there
  --keep        leave the system up until Ctrl-C, and keep its state
  --url URL     use the running installation whose console has this address, for example http://127.0.0.1:7300; its keys and
                passwords are read from ROTABLES_HOME (.rotables), its clock is moved by the file ROTABLES_CLOCK that it was started with
  --in-process  all services in one process, events inside it, no Kafka
  --help        show this

Exit code 0 when everything came out as expected and the audit found nothing, 1 when not, 2 when the input or the options are wrong.
`;

export class BadOptions extends Error {}

/** @throws BadOptions with what is wrong and the usage; null asks for the usage */
export function parseReplayOptions(args: readonly string[]): ReplayOptions | null {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    json: { type: 'string' },
    url: { type: 'string' },
    keep: flag,
    'in-process': flag,
    help: flag,
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return null;
    const url = values.url === undefined ? null : addressOf(values.url);
    const own = values.keep || values['in-process'];
    if (own && url !== null) {
      throw new BadOptions('--url uses a system that runs already, so --keep and --in-process do not go with it.');
    }
    return {
      directories: positionals,
      json: values.json ?? null,
      keep: values.keep,
      url,
      inProcess: values['in-process'],
    };
  } catch (error) {
    throw new BadOptions(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' || !/^\d+$/.test(url.port)) {
    throw new BadOptions(`--url is "${text}", but must be the console's address, for example http://127.0.0.1:7300.`);
  }
  return url;
}
