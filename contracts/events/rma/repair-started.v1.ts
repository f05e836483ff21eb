import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  nullable,
  oneOf,
  personField,
  serialField,
} from '../../fields.js';

/** Repair began: in place, as refurbishment, or at the vendor (R7). */
export const repairStartedV1 = defineEvent({
  type: 'rma.repair-started.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'Repair began: in place, as refurbishment, or at the vendor (R7).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    method: oneOf(['in-place', 'refurbishment', 'vendor']),
    quoteNumber: nullable(documentNumberField),
    startedBy: personField,
    startedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    method: 'in-place',
    quoteNumber: null,
    startedBy: 'chen.jun',
    startedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type RepairStarted = EventBody<typeof repairStartedV1>;
