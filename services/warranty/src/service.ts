import { defineService } from '@rotables/service-host';
import { entities, migrations } from './persistence.js';
import { acceptRegistrationFiles } from './registration/http/registration-upload.js';
import { WarrantyModule } from './warranty.module.js';

export const warrantyService = defineService({
  name: 'warranty',
  description:
    'What every unit is covered by, until when and why; what a customer is entitled to for a fault; the installed base.',
  module: WarrantyModule,
  entities,
  migrations,
  defaultPort: 7301,
  configureHttp: acceptRegistrationFiles,
});
