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

/** A refund in full was proposed (W3, B3). */
export const refundProposedV1 = defineEvent({
  type: 'billing.refund-proposed.v1',
  topic: 'billing.refund.v1',
  key: 'refundNumber',
  description: 'A refund in full was proposed (W3, B3).',
  schema: Type.Object({
    refundNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    amountFen: fenField,
    proposedBy: personField,
    proposedAt: instantField,
  }),
  example: {
    refundNumber: 'RF-20130420-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    amountFen: 120_000,
    proposedBy: 'zhang.wei',
    proposedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type RefundProposed = EventBody<typeof refundProposedV1>;
