import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, nullable, serialField } from '../../fields.js';

/** The pool cannot hold a unit for its approved scrap record, for it is not on a shelf or in quarantine of ours, or not the property of the company (R9, S9). */
export const scrapHoldRefusedV1 = defineEvent({
  type: 'spare-pool.scrap-hold-refused.v1',
  topic: 'spare-pool.scrap-hold.v1',
  key: 'scrapNumber',
  description:
    'The pool cannot hold a unit for its approved scrap record, for it is not on a shelf or in quarantine of ours, or not the property of the company (R9, S9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    place: nullable(Type.String({ minLength: 1, maxLength: 200 })),
    refusedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    place: 'customer:LN-20130427-0002',
    refusedAt: '2013-04-28T02:10:00.000Z',
  },
});

export type ScrapHoldRefused = EventBody<typeof scrapHoldRefusedV1>;
