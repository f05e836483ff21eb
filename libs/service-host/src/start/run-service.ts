import { parseConfiguration } from '../configuration/service-configuration.js';
import type { Environment } from '../configuration/environment-reader.js';
import type { ServiceDefinition } from './service-definition.js';
import { startService } from './start-service.js';

/**
 * The whole of a service's main.ts: configuration from the environment, start, and an orderly end at SIGTERM or SIGINT.
 * This is the one place in the libraries that ends the process: with 1 when the service cannot start (its supervisor starts it again), with 0
 * after a signal.
 */
export async function runService(definition: ServiceDefinition, environment: Environment = process.env): Promise<void> {
  try {
    const configuration = parseConfiguration(environment, definition);
    const service = await startService(definition, configuration);
    const leave = (): void => {
      void service.close().finally(() => process.exit(0));
    };
    process.once('SIGTERM', leave);
    process.once('SIGINT', leave);
  } catch (error) {
    process.stderr.write(
      `${definition.name} cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  }
}
