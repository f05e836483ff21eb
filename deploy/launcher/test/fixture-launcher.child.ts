/** The real launcher over two fixture services, started by the launcher's tests as a process of its own. */
import { join } from 'node:path';
import { runLauncher } from '../src/run-launcher.js';

const fixture = {
  main: join(import.meta.dirname, 'fixture-service.child.ts'),
  migrations: join(import.meta.dirname, 'fixture-migrations.child.ts'),
  isConsole: false,
};

await runLauncher([
  { ...fixture, name: 'first', portOffset: 1, definition: join(import.meta.dirname, 'first-definition.child.ts') },
  { ...fixture, name: 'second', portOffset: 2, definition: join(import.meta.dirname, 'second-definition.child.ts') },
]);
