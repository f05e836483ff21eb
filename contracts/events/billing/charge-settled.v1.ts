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
} from '../../fields.js';

/** A charge was paid in whole (B3). */
export const chargeSettledV1 = defineEvent({
  type: 'billing.charge-settled.v1',
  topic: 'billing.charge.v1',
  key: 'chargeNumber',
  description: 'A charge was paid in whole (B3).',
  schema: Type.Object({
    chargeNumber: documentNumberField,
    reason: chargeReasonField,
    faultNumber: nullable(faultNumberField),
    serial: nullable(serialField),
    city: cityField,
    amountFen: fenField,
    settledAt: instantField,
  }),
  example: {
    chargeNumber: 'CH-20130425-0001',
    reason: 'repair',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    amountFen: 0,
    settledAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ChargeSettled = EventBody<typeof chargeSettledV1>;
