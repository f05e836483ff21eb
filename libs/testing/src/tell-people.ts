import { accountChangedV1, siteOpenedV1, type Department } from '@rotables/contracts';
import type { Caller, RunningTestService } from './running-service.js';

/** Somebody whom a service is to know: who calls it in the test, with what his token does not say. */
export interface ToldPerson extends Caller {
  /** The account unless given. */
  readonly name?: string;
  readonly department?: Department;
  readonly state?: 'active' | 'disabled';
}

const told = '2000-01-01T00:00:00.000Z';

/** Lets the service know people as the console would: `tellPeople(pool, [caller('head.dl', 'branch-head', ['DL'])])`. The last telling holds. */
export async function tellPeople(service: RunningTestService, people: readonly ToldPerson[]): Promise<void> {
  for (const { subject, name = subject, roles, cities, department = null, state = 'active' } of people) {
    await service.deliver(accountChangedV1, subject, {
      account: subject,
      name,
      roles: [...roles],
      cities: cities === 'all' ? null : [...cities],
      department,
      state,
      changedBy: 'admin',
      changedAt: told,
    });
  }
}

/** Lets the service know that there is a branch in each of these cities, called like the city; its custodian is `head.<city>`. */
export async function tellCities(service: RunningTestService, cities: readonly string[]): Promise<void> {
  for (const city of cities) {
    await service.deliver(siteOpenedV1, city, {
      site: city,
      city,
      siteKind: city === 'SY' ? 'headquarters' : 'branch',
      nameZh: city,
      nameEn: city,
      custodian: `head.${city.toLowerCase()}`,
      openedAt: told,
    });
  }
}
