import type { CityCode, Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { Site } from './site.js';

export abstract class Sites {
  /** Locks the site. Throws SiteNotFound. */
  abstract load(site: string): Promise<Site>;
  /** Without a lock; null where there is none, or the session does not see it. */
  abstract find(site: string): Promise<Site | null>;
  /** Without a lock. Throws SiteNotFound. */
  abstract get(site: string): Promise<Site>;
  /** The site whose custodian signs for the whole city (S5): its branch, else headquarters, warehouse or station. Throws SiteNotFound. */
  abstract mainSiteOf(city: CityCode): Promise<Site>;
  /** Every city that has a site. */
  abstract cities(): Promise<readonly CityCode[]>;
  /** Throws SiteAlreadyOpen for a new site whose code is taken. */
  abstract save(decision: Decision<Site, PoolEvent>): Promise<Site>;
}
