import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, modelField, serialField, siteField } from '../../fields.js';

/** A unit given up as lost turned up again (S4). */
export const spareUnitFoundV1 = defineEvent({
  type: 'spare-pool.spare-unit-found.v1',
  topic: 'spare-pool.custody-loss.v1',
  key: 'lossNumber',
  description: 'A unit given up as lost turned up again (S4).',
  schema: Type.Object({
    lossNumber: documentNumberField,
    serial: serialField,
    model: modelField,
    city: cityField,
    site: siteField,
    foundAt: instantField,
  }),
  example: {
    lossNumber: 'LS-20130430-0001',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    city: 'DL',
    site: 'DL',
    foundAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareUnitFound = EventBody<typeof spareUnitFoundV1>;
