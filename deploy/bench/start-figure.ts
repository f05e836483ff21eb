import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BoundProcess, isPortFree, LogFile } from '@rotables/local-platform';
import { eventually } from '../replay/eventually.js';
import type { Figure, FigureContext, Measurement } from './figure.js';
import { megabytesOf } from './memory.js';

/** Each takes half a minute and says the same. */
const starts = 3;
const services = 5;
const ports = 8;
/** After its start the system settles: first polls are over, garbage is collected. */
const settleMilliseconds = 10_000;

/** P8: a second start of the whole installation, from its command to every service ready, and what all of its processes hold at idle. */
export const startFigure: Figure = { name: 'P8', isPartOf: 'full runs', needsPgbench: false, measure: measureStart };

async function measureStart({ machine, effort, say }: FigureContext): Promise<readonly Measurement[]> {
  const base = await freePortBase();
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let start = 0; start <= (effort.quick ? 1 : starts); start += 1) {
    const installation = await startInstallation(join(machine.directory, 'installation'), base);
    try {
      // The first start makes databases and topics; it is not the warm one.
      if (start === 0) continue;
      await delay(settleMilliseconds);
      seconds.push(installation.seconds);
      megabytes.push(megabytesOf(installation.process.pid));
      say(`  start ${start}: ${installation.seconds.toFixed(1)} s, ${megabytes.at(-1)?.toFixed(0)} MB`);
    } finally {
      await installation.process.stop([
        { signal: 'SIGINT', waitMilliseconds: 30_000 },
        { signal: 'SIGKILL', waitMilliseconds: 2_000 },
      ]);
    }
  }
  const shared = { name: 'P8', floor: [], floorIs: '' };
  return [
    {
      ...shared,
      what: 'warm start to ready',
      unit: 's',
      program: seconds,
      goal: { most: 20 },
      meaning:
        'How long an operator waits from `npm start` until PostgreSQL, Kafka, four services and the console all answer.',
    },
    {
      ...shared,
      what: 'memory at idle, all processes',
      unit: 'MB',
      program: megabytes,
      goal: { most: 1_536 },
      meaning: 'What has to be free on a machine that runs all of it; pages that processes share are counted once.',
    },
  ];
}

async function startInstallation(home: string, base: number) {
  const log = new LogFile(join(home, '..', 'installation.log'));
  const started = performance.now();
  const process = await BoundProcess.start({
    name: 'npm start',
    command: globalThis.process.execPath,
    args: [join(import.meta.dirname, '..', 'launcher', 'src', 'main.js'), '--empty'],
    environment: { ...globalThis.process.env, ROTABLES_HOME: home, ROTABLES_PORT_BASE: String(base) },
    pidFile: join(home, '..', 'installation.pid'),
    signalOnParentDeath: 'SIGTERM',
    onOutput: (text) => log.write(text),
  });
  await eventually(
    'the installation to be ready',
    async () => (process.end !== null || (await allReady(base)) ? true : null),
    { found: () => Promise.resolve(log.lastLines(10)) },
  );
  if (process.end !== null) throw new Error(`The installation ended at its start:\n${log.lastLines(20)}`);
  return { process, seconds: (performance.now() - started) / 1_000 };
}

async function allReady(base: number): Promise<boolean> {
  const answers = Array.from({ length: services }, async (_, offset) => {
    try {
      return (await fetch(`http://127.0.0.1:${base + offset}/health/ready`)).ok;
    } catch {
      return false;
    }
  });
  return (await Promise.all(answers)).every(Boolean);
}

async function freePortBase(): Promise<number> {
  for (let base = 24_000; base < 32_000; base += 10) {
    const free = await Promise.all(Array.from({ length: ports }, (_, offset) => isPortFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error(`No ${ports} free ports in a row were found from 24000 on.`);
}
