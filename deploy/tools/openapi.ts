/** Writes `contracts/http/<service>.openapi.json` from the services' routes; with `--check` it says which file is stale. */
import { describeService, type ServiceDefinition } from '@rotables/service-host';
import { format } from 'prettier';
import { writeOrCheck } from './generated-file.js';

const definitions: Readonly<Record<string, () => Promise<ServiceDefinition>>> = {
  warranty: async () => (await import('../../services/warranty/src/index.js')).warrantyService,
  'spare-pool': async () => (await import('../../services/spare-pool/src/index.js')).sparePoolService,
  rma: async () => (await import('../../services/rma/src/index.js')).rmaService,
  billing: async () => (await import('../../services/billing/src/index.js')).billingService,
};

for (const [name, load] of Object.entries(definitions)) {
  const { openApi } = await describeService(await load());
  const path = `contracts/http/${name}.openapi.json`;
  const content = await format(JSON.stringify(openApi), { parser: 'json', printWidth: 120 });
  writeOrCheck({ path, content, command: 'npm run openapi' }, process.argv);
}
