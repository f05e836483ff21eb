import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  faultNumberField,
  instantField,
  modelField,
  nullable,
  personField,
  serialField,
  siteField,
  unitOwnerField,
} from '../../fields.js';

/** The warehouse received the defective unit by scan (R5). */
export const unitReceivedV1 = defineEvent({
  type: 'rma.unit-received.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'The warehouse received the defective unit by scan (R5).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    site: siteField,
    model: nullable(modelField),
    unitOwner: Type.Optional(unitOwnerField),
    receivedBy: personField,
    receivedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    site: 'SY',
    model: 'ST31500541AS',
    unitOwner: 'customer',
    receivedBy: 'liu.yang',
    receivedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type UnitReceived = EventBody<typeof unitReceivedV1>;
