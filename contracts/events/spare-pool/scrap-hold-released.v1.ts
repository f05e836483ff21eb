import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, serialField } from '../../fields.js';

/** A unit is held for its scrap record no longer, for the record was withdrawn (R9, E1). */
export const scrapHoldReleasedV1 = defineEvent({
  type: 'spare-pool.scrap-hold-released.v1',
  topic: 'spare-pool.scrap-hold.v1',
  key: 'scrapNumber',
  description: 'A unit is held for its scrap record no longer, for the record was withdrawn (R9, E1).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    releasedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    releasedAt: '2013-04-28T02:10:00.000Z',
  },
});

export type ScrapHoldReleased = EventBody<typeof scrapHoldReleasedV1>;
