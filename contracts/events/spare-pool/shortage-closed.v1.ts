import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  modelField,
  personField,
  siteField,
  textField,
} from '../../fields.js';

/** A shortage was dealt with (S7). */
export const shortageClosedV1 = defineEvent({
  type: 'spare-pool.shortage-closed.v1',
  topic: 'spare-pool.shortage.v1',
  key: 'shortageNumber',
  description: 'A shortage was dealt with (S7).',
  schema: Type.Object({
    shortageNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    note: textField,
    closedBy: personField,
    closedAt: instantField,
  }),
  example: {
    shortageNumber: 'SG-20130416-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    note: 'A unit was sent from Shenyang.',
    closedBy: 'zhang.wei',
    closedAt: '2013-04-17T02:10:00.000Z',
  },
});

export type ShortageClosed = EventBody<typeof shortageClosedV1>;
