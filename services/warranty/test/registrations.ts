import { waitFor, type Answer, type Caller, type RunningTestService } from '@rotables/testing';
import type { RegistrationView } from '../src/registration/http/registration.dto.js';

export const csv = { headers: { 'content-type': 'text/csv' } };
export const excel = {
  headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
};
export const heading =
  'serial,model,city,plan,acceptance_date,installed_on,customer_name,customer_phone,contract_number';

export const standardPlan = {
  plan: 'STD24',
  kind: 'term',
  contractMonths: 24,
  vendorMonths: 0,
  refundDays: 7,
  freeReplacementMonths: 1,
  afterTerm: 'parts-cost-only',
};

/** Sends a registration file and waits until it has been worked off. */
export async function takenInBy(
  warranty: RunningTestService,
  who: Caller,
  file: Buffer,
  options: typeof csv,
): Promise<Answer<RegistrationView>> {
  const { body } = await warranty.post<RegistrationView>(who, '/v1/registrations', file, options);
  const path = `/v1/registrations/${body.registrationNumber}`;
  return waitFor(
    async () => {
      const answer = await warranty.get<RegistrationView>(who, path);
      return answer.body.state === 'running' ? undefined : answer;
    },
    { timeoutMilliseconds: 30_000, describe: 'the registration to end' },
  );
}
