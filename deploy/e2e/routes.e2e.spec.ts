import { describeService, type ServiceDefinition } from '@rotables/service-host';
import { billingService } from '../../services/billing/src/index.js';
import { rmaService } from '../../services/rma/src/index.js';
import { sparePoolService } from '../../services/spare-pool/src/index.js';
import { warrantyService } from '../../services/warranty/src/index.js';

const services: readonly ServiceDefinition[] = [warrantyService, sparePoolService, rmaService, billingService];

describe.each(services.map((service) => [service.name, service] as const))('the routes of %s', (_name, service) => {
  it('all say who may call them, and those under /v1 ask for a role', async () => {
    const { routes } = await describeService(service);
    const business = routes.filter(({ path }) => path.includes('/v1/'));
    expect(business.length).toBeGreaterThan(5);
    expect(routes.filter(({ access }) => access === undefined)).toEqual([]);
    expect(business.filter(({ access }) => access?.kind === 'public')).toEqual([]);
  });
});
