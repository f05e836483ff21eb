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

/** A part of a charge was paid; the rest stays open (B3). */
export const chargePartlyPaidV1 = defineEvent({
  type: 'billing.charge-partly-paid.v1',
  topic: 'billing.charge.v1',
  key: 'chargeNumber',
  description: 'A part of a charge was paid; the rest stays open (B3).',
  schema: Type.Object({
    chargeNumber: documentNumberField,
    reason: chargeReasonField,
    faultNumber: nullable(faultNumberField),
    serial: nullable(serialField),
    city: cityField,
    paidFen: fenField,
    openFen: fenField,
    paidAt: instantField,
  }),
  example: {
    chargeNumber: 'CH-20130425-0001',
    reason: 'repair',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    paidFen: 10_000,
    openFen: 26_000,
    paidAt: '2013-04-25T02:10:00.000Z',
  },
});

export type ChargePartlyPaid = EventBody<typeof chargePartlyPaidV1>;
