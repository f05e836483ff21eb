import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  personField,
  serialField,
} from '../../fields.js';

/** A technician was sent to the customer (R3). */
export const dispatchOrderIssuedV1 = defineEvent({
  type: 'rma.dispatch-order-issued.v1',
  topic: 'rma.dispatch-order.v1',
  key: 'dispatchNumber',
  description: 'A technician was sent to the customer (R3).',
  schema: Type.Object({
    dispatchNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    technician: personField,
    issuedAt: instantField,
  }),
  example: {
    dispatchNumber: 'DO-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    technician: 'chen.jun',
    issuedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type DispatchOrderIssued = EventBody<typeof dispatchOrderIssuedV1>;
