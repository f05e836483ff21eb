import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  nullable,
  siteField,
} from '../../fields.js';

/** A branch had nothing to lend (S7, W12). */
export const shortageRaisedV1 = defineEvent({
  type: 'spare-pool.shortage-raised.v1',
  topic: 'spare-pool.shortage.v1',
  key: 'shortageNumber',
  description: 'A branch had nothing to lend (S7, W12).',
  schema: Type.Object({
    shortageNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    faultNumber: nullable(faultNumberField),
    raisedAt: instantField,
  }),
  example: {
    shortageNumber: 'SG-20130416-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    faultNumber: 'FR-20130416-0007',
    raisedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ShortageRaised = EventBody<typeof shortageRaisedV1>;
