import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  fenField,
  instantField,
  modelField,
  nullable,
  oneOf,
  personField,
  serialField,
} from '../../fields.js';

/** A unit was proposed for scrap, with the reason (R9). */
export const scrapProposedV1 = defineEvent({
  type: 'rma.scrap-proposed.v1',
  topic: 'rma.scrap-record.v1',
  key: 'scrapNumber',
  description: 'A unit was proposed for scrap, with the reason (R9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    model: nullable(modelField),
    city: cityField,
    faultNumber: nullable(faultNumberField),
    reason: oneOf(['superseded', 'vendor-repair-failed', 'beyond-repair']),
    valueFen: fenField,
    proposedBy: personField,
    proposedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    city: 'DL',
    faultNumber: 'FR-20130416-0007',
    reason: 'beyond-repair',
    valueFen: 80_000,
    proposedBy: 'liu.yang',
    proposedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ScrapProposed = EventBody<typeof scrapProposedV1>;
