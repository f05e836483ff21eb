import type { CityCode } from '@rotables/domain-kernel';
import { instantFrom } from '../../database-instant.js';
import type { Site, SiteKind } from '../site.js';

/** The columns of {@link siteColumns} where all are null because the site is not known, or not seen. */
export interface SiteRow {
  readonly site: string | null;
  readonly site_city: CityCode;
  readonly site_kind: SiteKind;
  readonly name_zh: string;
  readonly name_en: string;
  readonly site_custodian: string;
  readonly opened_at: string;
  readonly custodian_since: string;
  readonly site_version: number;
}

/** Under names that no unit and no document has, so that all can stand in one row. */
export const siteColumns = `site, city as site_city, site_kind, name_zh, name_en, custodian as site_custodian, opened_at, custodian_since,
      version as site_version`;

export function siteOf(row: SiteRow): Site | null {
  if (row.site === null) return null;
  return {
    site: row.site,
    city: row.site_city,
    siteKind: row.site_kind,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    custodian: row.site_custodian,
    openedAt: instantFrom(row.opened_at),
    custodianSince: instantFrom(row.custodian_since),
    version: row.site_version,
  };
}
