import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  nullable,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** A unit was scrapped, with evidence; stock and coverage change only now (R9). */
export const scrapExecutedV1 = defineEvent({
  type: 'rma.scrap-executed.v1',
  topic: 'rma.scrap-record.v1',
  key: 'scrapNumber',
  description: 'A unit was scrapped, with evidence; stock and coverage change only now (R9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    model: nullable(modelField),
    city: cityField,
    faultNumber: nullable(faultNumberField),
    method: textField,
    executedBy: personField,
    executedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    city: 'DL',
    faultNumber: 'FR-20130416-0007',
    method: 'Shredded by a licensed recycler.',
    executedBy: 'xu.lei',
    executedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ScrapExecuted = EventBody<typeof scrapExecutedV1>;
