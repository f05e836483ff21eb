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

/** A charge was posted; a free one is zero and names its entitlement (B2, X4). */
export const chargePostedV1 = defineEvent({
  type: 'billing.charge-posted.v1',
  topic: 'billing.charge.v1',
  key: 'chargeNumber',
  description: 'A charge was posted; a free one is zero and names its entitlement (B2, X4).',
  schema: Type.Object({
    chargeNumber: documentNumberField,
    reason: chargeReasonField,
    faultNumber: nullable(faultNumberField),
    serial: nullable(serialField),
    city: cityField,
    amountFen: fenField,
    entitlementId: nullable(documentNumberField),
    debtor: Type.String({ minLength: 1, maxLength: 200 }),
    postedAt: instantField,
  }),
  example: {
    chargeNumber: 'CH-20130425-0001',
    reason: 'repair',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    amountFen: 0,
    entitlementId: 'EN-20130416-0007',
    debtor: 'Dalian Harbour Logistics',
    postedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ChargePosted = EventBody<typeof chargePostedV1>;
