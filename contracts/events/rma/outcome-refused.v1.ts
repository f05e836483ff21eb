import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  exchangeField,
  faultNumberField,
  instantField,
  outcomeRefusalField,
  proposalField,
  serialField,
} from '../../fields.js';

/** The case is not ended by what was proposed, for its customer is served otherwise: the proposal is over (R8). */
export const outcomeRefusedV1 = defineEvent({
  type: 'rma.outcome-refused.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description:
    'The case is not ended by what was proposed, for its customer is served otherwise: the proposal is over (R8).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    outcome: exchangeField,
    /** The loan or the refund that was proposed. */
    reference: documentNumberField,
    proposal: proposalField,
    reason: outcomeRefusalField,
    refusedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    outcome: 'formal-replacement',
    reference: 'LN-20130416-0001',
    proposal: 2,
    reason: 'handed-back',
    refusedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type OutcomeRefused = EventBody<typeof outcomeRefusedV1>;
