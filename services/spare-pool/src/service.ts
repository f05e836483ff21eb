import { defineService } from '@rotables/service-host';
import { entities, migrations } from './persistence.js';
import { SparePoolModule } from './spare-pool.module.js';

export const sparePoolService = defineService({
  name: 'spare-pool',
  description:
    'Where every spare unit is and in whose keeping; what each city may hold, asks for, is sent, lends, loses and counts.',
  module: SparePoolModule,
  entities,
  migrations,
  defaultPort: 7302,
});
