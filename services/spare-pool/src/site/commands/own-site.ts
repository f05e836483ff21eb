import { NotYourSite, worksAt } from '@rotables/directory';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
import type { Site } from '../site.js';

/**
 * What comes into a site's keeping is said to be there by those who work there: whoever acts for all cities puts nothing on the shelf of a
 * branch, whose custodian would answer for it (O2, S4). Throws CityOutOfScope, NotYourSite.
 */
export function ensureOwnSite(site: Site, field: string, by: Session): void {
  ensureCityInScope(by, site.city);
  if (!worksAt(site, by)) throw new NotYourSite(field, site.site, site.custodian);
}
