import { useState } from 'react';
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

const storageName = 'rotables.site';

/** The sites of the signed-in person's cities, and the one that they work at, remembered in this browser. */
export function useSites(kinds?: readonly string[]) {
  const { language } = useTexts();
  const { cities } = useSession();
  const { data, error } = useRead<Page<SiteView>>('spare-pool', 'sites', { limit: 200 });
  const [chosen, setChosen] = useState(() => localStorage.getItem(storageName));
  const sites = (data?.items ?? []).filter(
    ({ city, siteKind }) =>
      (cities === null || cities.includes(city)) && (kinds === undefined || kinds.includes(siteKind)),
  );
  const site = sites.find((one) => one.site === chosen) ?? sites[0];
  return {
    sites,
    site,
    error,
    options: sites.map((one) => ({
      value: one.site,
      label: `${one.site} ${language === 'zh' ? one.nameZh : one.nameEn}`,
    })),
    choose: (name: string): void => {
      localStorage.setItem(storageName, name);
      setChosen(name);
    },
  };
}
