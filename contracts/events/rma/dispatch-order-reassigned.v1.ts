import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** Another technician goes to the customer, with the reason (R3). */
export const dispatchOrderReassignedV1 = defineEvent({
  type: 'rma.dispatch-order-reassigned.v1',
  topic: 'rma.dispatch-order.v1',
  key: 'dispatchNumber',
  description: 'Another technician goes to the customer, with the reason (R3).',
  schema: Type.Object({
    dispatchNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    technician: personField,
    formerTechnician: personField,
    reason: textField,
    reassignedBy: personField,
    reassignedAt: instantField,
  }),
  example: {
    dispatchNumber: 'DO-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    technician: 'wu.gang',
    formerTechnician: 'chen.jun',
    reason: 'Ill.',
    reassignedBy: 'zhang.wei',
    reassignedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type DispatchOrderReassigned = EventBody<typeof dispatchOrderReassignedV1>;
