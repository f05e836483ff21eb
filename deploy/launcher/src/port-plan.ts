import { isPortFree, PlatformError, portHolder } from '@rotables/local-platform';
import { kafkaControllerPortOffset, kafkaPortOffset, postgresPortOffset, type LauncherOptions } from './options.js';
import type { ServiceDescription } from './services.js';

/** @throws PlatformError 'ports-in-use' that names every port in use, its purpose, its holder and the way out */
export async function ensurePortsFree(
  options: LauncherOptions,
  services: readonly ServiceDescription[],
): Promise<void> {
  const wanted: readonly (readonly [purpose: string, offset: number])[] = [
    ...services.map(({ name, portOffset }) => [name, portOffset] as const),
    ...(options.databaseUrl === null ? [['PostgreSQL', postgresPortOffset] as const] : []),
    ...(options.kafkaBrokers === null
      ? ([
          ['Kafka', kafkaPortOffset],
          ["Kafka's controller", kafkaControllerPortOffset],
        ] as const)
      : []),
  ];
  const complaints = await Promise.all(
    wanted.map(([purpose, offset]) => complaint(purpose, options.portBase + offset)),
  );
  const inUse = complaints.flatMap((text) => text ?? []);
  if (inUse.length > 0) {
    const wayOut = `Stop what uses them, or set ROTABLES_PORT_BASE (now ${options.portBase}) to move all ports of this installation.`;
    throw new PlatformError('ports-in-use', `${inUse.join('\n')}\n${wayOut}`);
  }
}

async function complaint(purpose: string, port: number): Promise<string | null> {
  if (await isPortFree(port)) {
    return null;
  }
  const holder = portHolder(port);
  const by = holder === null ? 'another process' : `process ${holder.pid} (${holder.command ?? 'unknown command'})`;
  return `Port ${port} for ${purpose} is in use by ${by}.`;
}
