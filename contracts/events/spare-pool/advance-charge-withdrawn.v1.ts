import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, faultNumberField, instantField, oneOf, serialField } from '../../fields.js';

/** What was charged for an advance replacement is not owed any more: the spare came back instead, or the defective unit came late (S8). */
export const advanceChargeWithdrawnV1 = defineEvent({
  type: 'spare-pool.advance-charge-withdrawn.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description:
    'What was charged for an advance replacement is not owed any more: the spare came back instead, or the defective unit came late (S8).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    serial: serialField,
    defectiveSerial: serialField,
    reason: oneOf(['spare-returned', 'defective-unit-returned']),
    withdrawnAt: instantField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    serial: 'SP-ST31500541AS-0003',
    defectiveSerial: '9VS3FM1J',
    reason: 'defective-unit-returned',
    withdrawnAt: '2013-05-06T02:10:00.000Z',
  },
});

export type AdvanceChargeWithdrawn = EventBody<typeof advanceChargeWithdrawnV1>;
