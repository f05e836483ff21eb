import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  faultNumberField,
  instantField,
  modelField,
  nullable,
  serialField,
  siteField,
} from '../../fields.js';

/** A unit that stays with the company went to stock, tested, as refurbished (R8). */
export const unitRestockedV1 = defineEvent({
  type: 'rma.unit-restocked.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'A unit that stays with the company went to stock, tested, as refurbished (R8).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    model: nullable(modelField),
    site: siteField,
    restockedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    model: 'ST31500541AS',
    site: 'SY',
    restockedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type UnitRestocked = EventBody<typeof unitRestockedV1>;
