import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  chargeReasonField,
  cityField,
  documentNumberField,
  faultNumberField,
  fenField,
  instantField,
  nullable,
  serialField,
  textField,
} from '../../fields.js';

/** A charge was reversed by a correcting entry (B8). */
export const chargeReversedV1 = defineEvent({
  type: 'billing.charge-reversed.v1',
  topic: 'billing.charge.v1',
  key: 'chargeNumber',
  description: 'A charge was reversed by a correcting entry (B8).',
  schema: Type.Object({
    chargeNumber: documentNumberField,
    reason: chargeReasonField,
    faultNumber: nullable(faultNumberField),
    serial: nullable(serialField),
    city: cityField,
    amountFen: fenField,
    reversalReason: textField,
    reversedAt: instantField,
  }),
  example: {
    chargeNumber: 'CH-20130425-0001',
    reason: 'repair',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    amountFen: 0,
    reversalReason: 'The unit turned up again.',
    reversedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ChargeReversed = EventBody<typeof chargeReversedV1>;
