import { samePerson, type Session } from '@rotables/domain-kernel';
import type { KnownSite } from './directory.js';

/** Where the warehouse and the approvers, who act for all cities, work themselves. */
const kindsOfHeadquarters: readonly string[] = ['headquarters', 'central-warehouse'];

/**
 * Whether somebody works at a site, so that he may have had in his hand what he says came there (R5). Who acts for some cities works
 * at their sites; who acts for all works at headquarters and in the central warehouse, and at what he keeps himself, but stands behind
 * no branch's counter.
 */
export function worksAt(
  { city, siteKind, custodian }: Pick<KnownSite, 'city' | 'siteKind' | 'custodian'>,
  { cities, actor }: Pick<Session, 'cities' | 'actor'>,
): boolean {
  if (cities !== 'all') return cities.includes(city);
  return kindsOfHeadquarters.includes(siteKind) || samePerson(custodian, actor);
}
