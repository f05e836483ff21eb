import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { load, type RequestTemplate } from './load.js';
import type { BenchDatabase } from './machine.js';
import { benchCities, benchModels, seedPool } from './pool-seed.js';
import type { ServiceProcess } from './service-process.js';

const fleets = { small: 20_000, large: 1_000_000 } as const;
const connections = 4;
const mostSeconds = 3;

/** P10: what people wait for when they look things up, in a large fleet and in a small one. */
export const readsFigure: Figure = { name: 'P10', isPartOf: 'full runs', needsPgbench: false, measure: measureReads };

async function measureReads(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort, say } = context;
  const [small, large] = [await stocked(context, 'small'), await stocked(context, 'large')];
  const token = await machine.token('wang.fang', 'headquarters-approver', 'all');
  const measurements: Measurement[] = [];
  try {
    for (const [what, paths] of looks) {
      say(`  ${what}`);
      const p95 = (service: ServiceProcess, units: number) => async (): Promise<number> => {
        const requests = paths(units).map((path) => getting(path, token));
        const seconds = Math.min(mostSeconds, effort.seconds);
        return (await load({ url: service.url, connections, seconds, requests, expectedStatus: 200 })).latency.p95;
      };
      measurements.push({
        name: 'P10',
        what: `${what}, p95 over HTTP, ${fleets.large} units`,
        unit: 'ms',
        ...(await interleaved(context, p95(large, fleets.large), p95(small, fleets.small))),
        floorIs: `the same at ${fleets.small} units`,
        goal: { most: 1.5 },
        meaning: 'Looking something up takes as long in a large fleet as in a small one.',
      });
    }
  } finally {
    await Promise.all([small.stop(), large.stop()]);
  }
  return measurements;
}

/** Serials of the bench have nine digits; with these in front the rest may be any digits, and the unit is there. */
const frontOf = (units: number): string => (units === fleets.large ? '0009' : '00001');

/** What is looked at, as paths with placeholders of the load. A search finds a thousand units in either fleet. */
const looks: readonly (readonly [string, (units: number) => readonly string[]])[] = [
  ['list of a shelf', () => benchCities.map((city) => `/v1/spare-units?site=${city}&model=${benchModels[0]}&limit=50`)],
  [
    'search by serial',
    (units) => [`/v1/spare-units?serial=SN-${frontOf(units)}{digits ${6 - frontOf(units).length}}&limit=50`],
  ],
  ['page of a unit', (units) => [`/v1/spare-units/SN-${frontOf(units)}{digits ${9 - frontOf(units).length}}`]],
];

function getting(path: string, token: string): RequestTemplate {
  return { method: 'GET', path, headers: { authorization: `Bearer ${token}` } };
}

async function stocked({ machine }: FigureContext, fleet: keyof typeof fleets): Promise<ServiceProcess> {
  const topicPrefix = `reads-${fleet}.`;
  await machine.createTopics(topicPrefix);
  const database: BenchDatabase = await machine.createDatabase(`bench_reads_${fleet}`);
  await (await machine.startService('spare-pool', database, { TOPIC_PREFIX: topicPrefix })).stop();
  await seedPool(database, fleets[fleet]);
  return machine.startService('spare-pool', database, { TOPIC_PREFIX: topicPrefix });
}
