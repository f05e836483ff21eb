import { defineService } from '@rotables/service-host';
import { entities, migrations } from './persistence.js';
import { RmaModule } from './rma.module.js';

export const rmaService = defineService({
  name: 'rma',
  description:
    'Fault reports and their cases: triage, visits, receipt, inspection, repair, test, return, scrap, and the timeline of it all.',
  module: RmaModule,
  entities,
  migrations,
  defaultPort: 7303,
});
