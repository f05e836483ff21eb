import { runService } from '@rotables/service-host';
import { consoleService } from './service.js';

await runService(consoleService);
