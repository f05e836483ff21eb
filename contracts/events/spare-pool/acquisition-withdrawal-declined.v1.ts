import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, personField, serialField, textField } from '../../fields.js';

/** The acquisition stands, and the unit stays the property of the company (E2). */
export const acquisitionWithdrawalDeclinedV1 = defineEvent({
  type: 'spare-pool.acquisition-withdrawal-declined.v1',
  topic: 'spare-pool.acquisition-withdrawal.v1',
  key: 'withdrawalNumber',
  description: 'The acquisition stands, and the unit stays the property of the company (E2).',
  schema: Type.Object({
    withdrawalNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    reason: textField,
    declinedBy: personField,
    declinedAt: instantField,
  }),
  example: {
    withdrawalNumber: 'AW-20130416-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    reason: 'It is ours, by its invoice.',
    declinedBy: 'wang.fang',
    declinedAt: '2013-04-16T03:10:00.000Z',
  },
});

export type AcquisitionWithdrawalDeclined = EventBody<typeof acquisitionWithdrawalDeclinedV1>;
