import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  nullable,
  personField,
  serialField,
} from '../../fields.js';

/** The pool is asked once more to hold the unit of an approved scrap record, which it could not hold before (R9). */
export const scrapHoldAskedV1 = defineEvent({
  type: 'rma.scrap-hold-asked.v1',
  topic: 'rma.scrap-record.v1',
  key: 'scrapNumber',
  description:
    'The pool is asked once more to hold the unit of an approved scrap record, which it could not hold before (R9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    faultNumber: nullable(faultNumberField),
    askedBy: personField,
    askedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    faultNumber: null,
    askedBy: 'li.qiang',
    askedAt: '2013-04-29T02:10:00.000Z',
  },
});

export type ScrapHoldAsked = EventBody<typeof scrapHoldAskedV1>;
