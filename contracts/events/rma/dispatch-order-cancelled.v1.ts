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

/** Nobody goes to the customer, with the reason (R3). */
export const dispatchOrderCancelledV1 = defineEvent({
  type: 'rma.dispatch-order-cancelled.v1',
  topic: 'rma.dispatch-order.v1',
  key: 'dispatchNumber',
  description: 'Nobody goes to the customer, with the reason (R3).',
  schema: Type.Object({
    dispatchNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    reason: textField,
    cancelledBy: personField,
    cancelledAt: instantField,
  }),
  example: {
    dispatchNumber: 'DO-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    reason: 'The customer brings it.',
    cancelledBy: 'zhang.wei',
    cancelledAt: '2013-04-16T02:10:00.000Z',
  },
});

export type DispatchOrderCancelled = EventBody<typeof dispatchOrderCancelledV1>;
