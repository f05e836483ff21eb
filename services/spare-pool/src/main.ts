import { runService } from '@rotables/service-host';
import { sparePoolService } from './service.js';

await runService(sparePoolService);
