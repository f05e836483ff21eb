import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, instantField, oneOf, personField, siteField } from '../../fields.js';

/** A site was opened with its custodian (O1, O2). */
export const siteOpenedV1 = defineEvent({
  type: 'spare-pool.site-opened.v1',
  topic: 'spare-pool.site.v1',
  key: 'site',
  description: 'A site was opened with its custodian (O1, O2).',
  schema: Type.Object({
    site: siteField,
    city: cityField,
    siteKind: oneOf(['headquarters', 'central-warehouse', 'branch', 'station']),
    nameZh: Type.String({ minLength: 1, maxLength: 200 }),
    nameEn: Type.String({ minLength: 1, maxLength: 200 }),
    custodian: personField,
    openedAt: instantField,
  }),
  example: {
    site: 'DL',
    city: 'DL',
    siteKind: 'branch',
    nameZh: '大连分公司',
    nameEn: 'Dalian branch',
    custodian: 'head.dl',
    openedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SiteOpened = EventBody<typeof siteOpenedV1>;
