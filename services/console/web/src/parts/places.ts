import type { Page } from '../api/http';
import { useRead } from '../api/hooks';
import { useSession } from '../api/session';
import { useTexts } from '../language/language';

export interface SiteView {
  readonly site: string;
  readonly city: string;
  readonly siteKind: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Places {
  /** In the order of their codes; of the cities that the signed-in person sees. */
  readonly cities: readonly string[];
  /** 大连 for DL; the code itself where no site of the city is known to the person. */
  readonly cityName: (city: string) => string;
  readonly siteName: (site: string) => string;
  /** `site:DL` → in stock at Dalian; the ledger's places in words. */
  readonly placeText: (place: string) => string;
}

/**
 * Sites are few and change seldom; every page that names one shares this one reading. The central warehouse is among them although a
 * branch does not see it: it receives from there.
 */
export function useSiteList() {
  return useRead<Page<SiteView>>('spare-pool', 'site-names', { limit: 200 });
}

export function usePlaces(): Places {
  const { language, word, wordIn } = useTexts();
  const seen = useSession().cities;
  const sites = useSiteList().data?.items ?? [];
  const inSight = sites.filter(({ city }) => seen === null || seen.includes(city));
  const nameOf = (site: SiteView | undefined, code: string): string =>
    site === undefined ? code : language === 'zh' ? site.nameZh : site.nameEn;
  // A city is called by its branch; the central warehouse stands in a city without giving it its name.
  const siteOfCity = (city: string): SiteView | undefined => {
    const ofCity = sites.filter((one) => one.city === city);
    return ofCity.find(({ siteKind }) => siteKind !== 'central-warehouse') ?? ofCity[0];
  };
  const siteName = (code: string): string => {
    const found = sites.find(({ site }) => site === code);
    return found === undefined ? code : `${nameOf(found, code)} ${code}`;
  };
  return {
    cities: [...new Set(inSight.map(({ city }) => city))].sort(),
    cityName: (city) => nameOf(siteOfCity(city), city),
    siteName,
    placeText: (place) => {
      const [kind = '', id = ''] = place.split(/:(.*)/s);
      if (id === '') return wordIn('place', kind);
      if (kind === 'customer') return `${word('loan')} ${id}`;
      return `${wordIn('place', kind)} ${kind === 'site' || kind === 'quarantine' ? siteName(id) : id}`;
    },
  };
}
