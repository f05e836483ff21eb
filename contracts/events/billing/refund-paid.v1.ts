import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  fenField,
  instantField,
  personField,
  serialField,
} from '../../fields.js';

/** A refund was approved by a second person and paid (W3, B3). */
export const refundPaidV1 = defineEvent({
  type: 'billing.refund-paid.v1',
  topic: 'billing.refund.v1',
  key: 'refundNumber',
  description: 'A refund was approved by a second person and paid (W3, B3).',
  schema: Type.Object({
    refundNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    amountFen: fenField,
    approvedBy: personField,
    paidAt: instantField,
  }),
  example: {
    refundNumber: 'RF-20130420-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    amountFen: 120_000,
    approvedBy: 'wang.fang',
    paidAt: '2013-04-16T02:10:00.000Z',
  },
});

export type RefundPaid = EventBody<typeof refundPaidV1>;
