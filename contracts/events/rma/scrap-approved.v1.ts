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
} from '../../fields.js';

/** Scrap was approved by the one whom the value demands (R9). */
export const scrapApprovedV1 = defineEvent({
  type: 'rma.scrap-approved.v1',
  topic: 'rma.scrap-record.v1',
  key: 'scrapNumber',
  description: 'Scrap was approved by the one whom the value demands (R9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    model: nullable(modelField),
    city: cityField,
    faultNumber: nullable(faultNumberField),
    approvedBy: personField,
    approvedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    city: 'DL',
    faultNumber: 'FR-20130416-0007',
    approvedBy: 'gm',
    approvedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ScrapApproved = EventBody<typeof scrapApprovedV1>;
