import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import { siteKinds } from '../site.js';
import type { SiteKind } from '../site.js';

export const SiteSchema = defineEntity({
  name: 'Site',
  tableName: 'site',
  properties: {
    site: p.text().primary(),
    city: p.text().$type<CityCode>(),
    siteKind: p.text().$type<SiteKind>(),
    nameZh: p.text(),
    nameEn: p.text(),
    custodian: p.text(),
    openedAt: p.datetime(),
    custodianSince: p.datetime(),
    version: p.integer(),
  },
  checks: [
    { name: 'site_kind_known', expression: `site_kind in (${siteKinds.map((kind) => `'${kind}'`).join(', ')})` },
  ],
  indexes: [{ name: 'site_city', properties: ['city'] }],
  ...citySecurity('site'),
});

/** Who kept a site, from when until when (O2). */
export const SiteCustodySchema = defineEntity({
  name: 'SiteCustody',
  tableName: 'site_custody',
  properties: {
    site: p.text().primary(),
    fromAt: p.datetime().primary(),
    city: p.text().$type<CityCode>(),
    custodian: p.text(),
    untilAt: p.datetime().strictNullable(),
  },
  uniques: [{ name: 'site_custody_one_at_a_time', properties: ['site'], where: 'until_at is null' }],
  ...citySecurity('site_custody'),
});

/** From when on a city's book is open: what happened before is frozen in a month-end statement (S5). */
export const CityBookSchema = defineEntity({
  name: 'CityBook',
  tableName: 'city_book',
  properties: { city: p.text().$type<CityCode>().primary(), openFrom: p.datetime().strictNullable() },
  ...citySecurity('city_book'),
});
