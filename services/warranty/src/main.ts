import { runService } from '@rotables/service-host';
import { warrantyService } from './service.js';

await runService(warrantyService);
