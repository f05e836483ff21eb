import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  faultCauseField,
  faultNumberField,
  instantField,
  oneOf,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** A received unit was inspected (R5). */
export const unitInspectedV1 = defineEvent({
  type: 'rma.unit-inspected.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'A received unit was inspected (R5).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    outcome: oneOf(['fault-confirmed', 'no-fault-found', 'external-damage', 'wrong-item']),
    cause: faultCauseField,
    findings: textField,
    inspectedBy: personField,
    inspectedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    outcome: 'fault-confirmed',
    cause: 'product-fault',
    findings: 'Head crash.',
    inspectedBy: 'chen.jun',
    inspectedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type UnitInspected = EventBody<typeof unitInspectedV1>;
