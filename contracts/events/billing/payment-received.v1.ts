import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  fenField,
  instantField,
  nullable,
  oneOf,
  personField,
} from '../../fields.js';

/** A payment was received and receipted; receipt numbers have no gaps (B3). */
export const paymentReceivedV1 = defineEvent({
  type: 'billing.payment-received.v1',
  topic: 'billing.receipt.v1',
  key: 'receiptNumber',
  description: 'A payment was received and receipted; receipt numbers have no gaps (B3).',
  schema: Type.Object({
    receiptNumber: documentNumberField,
    chargeNumber: documentNumberField,
    faultNumber: nullable(faultNumberField),
    city: cityField,
    amountFen: fenField,
    method: oneOf(['cash', 'transfer', 'wallet']),
    receivedBy: personField,
    receivedAt: instantField,
  }),
  example: {
    receiptNumber: 'SJ-DL-000001',
    chargeNumber: 'CH-20130425-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    amountFen: 36_000,
    method: 'cash',
    receivedBy: 'zhang.wei',
    receivedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type PaymentReceived = EventBody<typeof paymentReceivedV1>;
