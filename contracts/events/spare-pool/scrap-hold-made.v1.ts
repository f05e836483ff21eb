import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, serialField } from '../../fields.js';

/** The pool holds a unit for its approved scrap record: nobody lends, picks or ships it any more (R9, S9). */
export const scrapHoldMadeV1 = defineEvent({
  type: 'spare-pool.scrap-hold-made.v1',
  topic: 'spare-pool.scrap-hold.v1',
  key: 'scrapNumber',
  description:
    'The pool holds a unit for its approved scrap record: nobody lends, picks or ships it any more (R9, S9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    place: Type.String({ minLength: 1, maxLength: 200 }),
    heldAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    place: 'quarantine:DL',
    heldAt: '2013-04-28T02:10:00.000Z',
  },
});

export type ScrapHoldMade = EventBody<typeof scrapHoldMadeV1>;
