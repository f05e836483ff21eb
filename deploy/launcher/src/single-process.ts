/**
 * All services in one process, over the bus inside it: what `npm start` runs where no Kafka can be had.
 * ROTABLES_SERVICES is a JSON list of { name, definition, variables }, as the launcher writes it.
 */
import { pathToFileURL } from 'node:url';
import { InProcessBus } from '@rotables/event-bus';
import { parseConfiguration, startService, type RunningService, type ServiceDefinition } from '@rotables/service-host';

export interface SharedProcessService {
  readonly name: string;
  /** Module that exports a ServiceDefinition. */
  readonly definition: string;
  readonly variables: Readonly<Record<string, string>>;
}

const wanted = parseServices(process.env['ROTABLES_SERVICES']);
const bus = new InProcessBus({ subscribers: wanted.map(({ name }) => name) });
const running: RunningService[] = [];
let leaving = false;

process.once('SIGTERM', () => void leave(0));
process.once('SIGINT', () => void leave(0));

try {
  await Promise.all(wanted.map(start));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  await leave(1);
}

async function start({ definition, variables }: SharedProcessService): Promise<void> {
  const service = await loadDefinition(definition);
  const configuration = parseConfiguration({ ...process.env, ...variables }, service);
  const started = await startService(service, configuration, { bus });
  running.push(started);
  // Told to leave while this one was still starting.
  if (leaving) {
    await started.close();
  }
}

/** Ends all services and then the process, which holds nothing else. */
async function leave(exitCode: number): Promise<void> {
  if (!leaving) {
    leaving = true;
    await Promise.allSettled(running.map((service) => service.close()));
    process.exit(exitCode);
  }
}

async function loadDefinition(path: string): Promise<ServiceDefinition> {
  const exported: unknown = await import(pathToFileURL(path).href);
  const definition = Object.values(exported ?? {}).find(isDefinition);
  if (definition === undefined) {
    throw new Error(`${path} exports no service definition; it must export one that defineService made.`);
  }
  return definition;
}

function isDefinition(value: unknown): value is ServiceDefinition {
  return (
    typeof value === 'object' && value !== null && 'module' in value && 'defaultPort' in value && 'migrations' in value
  );
}

function parseServices(json: string | undefined): SharedProcessService[] {
  const value: unknown = JSON.parse(json ?? 'null');
  if (!Array.isArray(value) || !value.every(isSharedProcessService)) {
    throw new Error('ROTABLES_SERVICES is no list of services; this program is run by `npm start`.');
  }
  return value;
}

function isSharedProcessService(value: unknown): value is SharedProcessService {
  return (
    typeof value === 'object' && value !== null && 'name' in value && 'definition' in value && 'variables' in value
  );
}
