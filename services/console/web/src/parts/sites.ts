import { useState } from 'react';
import { type Page } from '../api/http';
import { useRead } from '../api/hooks';
import { useSession } from '../api/session';
import { useTexts } from '../language/language';
import { useSiteList, type SiteView } from './places';

const storageName = 'rotables.site';

interface KeptSite extends SiteView {
  readonly custodian: string;
}

/**
 * The sites of the signed-in person's cities, and the one that they work at: as they have chosen it in this browser, else the one that is
 * in their keeping, else the first of the kind that is named first.
 */
export function useSites(kinds?: readonly string[]) {
  const { language } = useTexts();
  const { account, cities } = useSession();
  const { data, error } = useSiteList();
  const [chosen, setChosen] = useState(() => localStorage.getItem(storageName));
  const sites = (data?.items ?? []).filter(
    ({ city, siteKind }) =>
      (cities === null || cities.includes(city)) && (kinds === undefined || kinds.includes(siteKind)),
  );
  const { data: kept } = useRead<Page<KeptSite>>('spare-pool', 'sites', { limit: 200 });
  const own = kept?.items.find(({ custodian }) => custodian === account)?.site;
  const ofFirstKind = kinds?.flatMap((kind) => sites.filter(({ siteKind }) => siteKind === kind))[0];
  const site =
    sites.find((one) => one.site === chosen) ?? sites.find((one) => one.site === own) ?? ofFirstKind ?? sites[0];
  return {
    sites,
    site,
    error,
    options: sites.map((one) => ({
      value: one.site,
      label: `${language === 'zh' ? one.nameZh : one.nameEn} ${one.site}`,
    })),
    choose: (name: string): void => {
      localStorage.setItem(storageName, name);
      setChosen(name);
    },
  };
}
