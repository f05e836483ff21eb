import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  exchangeField,
  faultNumberField,
  instantField,
  oneOf,
  proposalField,
  serialField,
} from '../../fields.js';

/** What the case was reserved for does not come about, or came about on a case that was over: it may end in any way again (R8). */
export const outcomeReleasedV1 = defineEvent({
  type: 'rma.outcome-released.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description:
    'What the case was reserved for does not come about, or came about on a case that was over: it may end in any way again (R8).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    outcome: exchangeField,
    /** The loan or the refund that was proposed. */
    reference: documentNumberField,
    proposal: proposalField,
    reason: oneOf(['declined', 'spare-is-back', 'spare-is-lost', 'settled']),
    releasedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    outcome: 'formal-replacement',
    reference: 'LN-20130416-0001',
    proposal: 2,
    reason: 'declined',
    releasedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type OutcomeReleased = EventBody<typeof outcomeReleasedV1>;
