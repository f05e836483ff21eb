import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  exchangeField,
  faultNumberField,
  instantField,
  proposalField,
  serialField,
} from '../../fields.js';

/** The case is ended by what was proposed and by nothing else, until that is confirmed or given up (R8). */
export const outcomeReservedV1 = defineEvent({
  type: 'rma.outcome-reserved.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'The case is ended by what was proposed and by nothing else, until that is confirmed or given up (R8).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    outcome: exchangeField,
    /** The loan or the refund that was proposed. */
    reference: documentNumberField,
    proposal: proposalField,
    reservedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    outcome: 'formal-replacement',
    reference: 'LN-20130416-0001',
    proposal: 2,
    reservedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type OutcomeReserved = EventBody<typeof outcomeReservedV1>;
