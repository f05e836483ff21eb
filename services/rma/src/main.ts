import { runService } from '@rotables/service-host';
import { rmaService } from './service.js';

await runService(rmaService);
