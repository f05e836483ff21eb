import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, personField, serialField, textField } from '../../fields.js';

/** Somebody says that an acquisition was none, though something has followed it; somebody else confirms or declines that (E2). */
export const acquisitionWithdrawalProposedV1 = defineEvent({
  type: 'spare-pool.acquisition-withdrawal-proposed.v1',
  topic: 'spare-pool.acquisition-withdrawal.v1',
  key: 'withdrawalNumber',
  description:
    'Somebody says that an acquisition was none, though something has followed it; somebody else confirms or declines that (E2).',
  schema: Type.Object({
    withdrawalNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    reason: textField,
    proposedBy: personField,
    proposedAt: instantField,
  }),
  example: {
    withdrawalNumber: 'AW-20130416-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    reason: 'The serial was mistyped.',
    proposedBy: 'liu.yang',
    proposedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type AcquisitionWithdrawalProposed = EventBody<typeof acquisitionWithdrawalProposedV1>;
