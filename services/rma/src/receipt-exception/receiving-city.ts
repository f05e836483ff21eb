import { parseCityCode, type CityCode, type Session } from '@rotables/domain-kernel';

/** Where a parcel belongs that no case and no site can place: headquarters looks into it (O1). */
export const headquartersCity: CityCode = parseCityCode('SY');

const cityInSiteCode = /^[A-Z]{2,5}(?=$|-)/;

/**
 * The city whose exception a parcel without a case becomes. Sites are told by spare-pool; until its word has arrived the site's code,
 * which begins with its city's, has to do, because nothing that arrives may be refused (R5).
 */
export function receivingCity(site: string, known: CityCode | undefined, by: Session): CityCode {
  if (known) return known;
  const inCode = cityInSiteCode.exec(site)?.[0];
  const city = inCode === undefined ? headquartersCity : parseCityCode(inCode);
  if (by.cities === 'all' || by.cities.includes(city)) return city;
  return by.cities[0] ?? headquartersCity;
}
