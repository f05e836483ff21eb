import { defineService } from '@rotables/service-host';
import { BillingModule } from './billing.module.js';
import { entities, migrations } from './persistence.js';

export const billingService = defineService({
  name: 'billing',
  description:
    'Who owes what and why: fees, quotes, charges, receipts, refunds, hand-overs and the books that they add up to.',
  module: BillingModule,
  entities,
  migrations,
  defaultPort: 7304,
});
