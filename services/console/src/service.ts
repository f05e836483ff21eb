import { defineService } from '@rotables/service-host';
import { ConsoleModule } from './console.module.js';
import { openToBrowsers } from './gateway/open-to-browsers.js';
import { entities, migrations } from './persistence.js';

export const consoleService = defineService({
  name: 'console',
  description: 'Where people sign in: their sessions, the way to the services, live updates and the web client.',
  module: ConsoleModule,
  entities,
  migrations,
  defaultPort: 7300,
  configureHttp: openToBrowsers,
});
