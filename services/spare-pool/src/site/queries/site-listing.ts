import { defineListing, instant, text } from '../../listing.js';

const names = {
  site: text('site'),
  city: text('city'),
  siteKind: text('site_kind'),
  nameZh: text('name_zh'),
  nameEn: text('name_en'),
};

export const siteListing = defineListing({
  from: 'site',
  columns: {
    ...names,
    custodian: text('custodian'),
    openedAt: instant('opened_at'),
    custodianSince: instant('custodian_since'),
  },
  key: 'site',
  sorts: ['site', 'openedAt'],
  defaultSort: 'site',
});

/**
 * Of the session's cities, and of headquarters and the central warehouse: a branch receives from there and has to call it by its name. The
 * function widens the session for itself alone.
 */
export const siteNameListing = defineListing({
  from: 'site_name()',
  columns: names,
  key: 'site',
  sorts: ['site'],
  defaultSort: 'site',
});

export const custodyListing = defineListing({
  from: 'site_custody',
  columns: {
    site: text('site'),
    custodian: text('custodian'),
    fromAt: instant('from_at'),
    untilAt: instant('until_at'),
  },
  key: 'fromAt',
  sorts: ['fromAt'],
  defaultSort: 'fromAt',
});
