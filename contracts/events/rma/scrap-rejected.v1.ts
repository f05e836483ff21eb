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
  textField,
} from '../../fields.js';

/** Scrap was rejected: the unit stays as it is (R9). */
export const scrapRejectedV1 = defineEvent({
  type: 'rma.scrap-rejected.v1',
  topic: 'rma.scrap-record.v1',
  key: 'scrapNumber',
  description: 'Scrap was rejected: the unit stays as it is (R9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    faultNumber: nullable(faultNumberField),
    reason: textField,
    rejectedBy: personField,
    rejectedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    faultNumber: 'FR-20130416-0007',
    reason: 'The vendor takes it back.',
    rejectedBy: 'gm',
    rejectedAt: '2013-04-28T02:10:00.000Z',
  },
});

export type ScrapRejected = EventBody<typeof scrapRejectedV1>;
