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
  /** The site that stands for its city: its branch, else headquarters, warehouse or station. Throws SiteNotFound. */
  abstract mainSiteOf(city: CityCode): Promise<Site>;
  /** The same; null where the city has none. */
  abstract findMainSiteOf(city: CityCode): Promise<Site | null>;
  /** The city's sites that were open at the instant, the main one first: the order in which they sign (S5). */
  abstract openedBefore(city: CityCode, instant: Date): Promise<readonly string[]>;
  /** Who answers for each of the sites now. */
  abstract custodiansOf(sites: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Every city that has a site. */
  abstract cities(): Promise<readonly CityCode[]>;
  /** Throws SiteAlreadyOpen for a new site whose code is taken. */
  abstract save(decision: Decision<Site, PoolEvent>): Promise<Site>;
}
