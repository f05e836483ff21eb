import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  modelField,
  oneOf,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** A unit that was entered as acquired is not the property of the company, and leaves the ledger (S9, E1, E2). */
export const acquisitionWithdrawnV1 = defineEvent({
  type: 'spare-pool.acquisition-withdrawn.v1',
  topic: 'spare-pool.acquisition-withdrawal.v1',
  key: 'withdrawalNumber',
  description:
    'A unit that was entered as acquired is not the property of the company, and leaves the ledger (S9, E1, E2).',
  schema: Type.Object({
    withdrawalNumber: documentNumberField,
    serial: serialField,
    model: modelField,
    city: cityField,
    cause: oneOf(['registered', 'mistake']),
    reason: textField,
    withdrawnBy: personField,
    withdrawnAt: instantField,
  }),
  example: {
    withdrawalNumber: 'AW-20130416-0001',
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    city: 'DL',
    cause: 'mistake',
    reason: 'The serial was mistyped.',
    withdrawnBy: 'liu.yang',
    withdrawnAt: '2013-04-16T02:10:00.000Z',
  },
});

export type AcquisitionWithdrawn = EventBody<typeof acquisitionWithdrawnV1>;
