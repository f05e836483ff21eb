import { runService } from '@rotables/service-host';
import { billingService } from './service.js';

await runService(billingService);
