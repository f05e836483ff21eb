import { useState } from 'react';
import { useSession } from '../api/session';
import { useTexts } from '../language/language';
import { useSiteList } from './places';

const storageName = 'rotables.site';

/** The sites of the signed-in person's cities, and the one that they work at, remembered in this browser. */
export function useSites(kinds?: readonly string[]) {
  const { language } = useTexts();
  const { cities } = useSession();
  const { data, error } = useSiteList();
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
      label: `${language === 'zh' ? one.nameZh : one.nameEn} ${one.site}`,
    })),
    choose: (name: string): void => {
      localStorage.setItem(storageName, name);
      setChosen(name);
    },
  };
}
