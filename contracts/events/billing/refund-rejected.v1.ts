import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  fenField,
  instantField,
  outcomeRefusalField,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** A proposed refund was rejected by a second person (W3, B3). */
export const refundRejectedV1 = defineEvent({
  type: 'billing.refund-rejected.v1',
  topic: 'billing.refund.v1',
  key: 'refundNumber',
  description: 'A proposed refund was rejected by a second person (W3, B3).',
  schema: Type.Object({
    refundNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    amountFen: fenField,
    reason: textField,
    /** What the case said to it, where nobody decided; absent where a person did. */
    refusal: Type.Optional(outcomeRefusalField),
    rejectedBy: personField,
    rejectedAt: instantField,
  }),
  example: {
    refundNumber: 'RF-20130420-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    amountFen: 120_000,
    reason: 'The amount is not what the customer paid.',
    rejectedBy: 'wang.fang',
    rejectedAt: '2013-04-20T02:10:00.000Z',
  },
});

export type RefundRejected = EventBody<typeof refundRejectedV1>;
