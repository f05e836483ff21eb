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
  oneOf,
  personField,
  serialField,
} from '../../fields.js';

/** What had been paid on a charge that was reversed went back to the payer (B7, B8). */
export const chargeRepaidV1 = defineEvent({
  type: 'billing.charge-repaid.v1',
  topic: 'billing.charge.v1',
  key: 'chargeNumber',
  description: 'What had been paid on a charge that was reversed went back to the payer (B7, B8).',
  schema: Type.Object({
    chargeNumber: documentNumberField,
    reason: chargeReasonField,
    faultNumber: nullable(faultNumberField),
    serial: nullable(serialField),
    city: cityField,
    repaidFen: fenField,
    method: oneOf(['cash', 'transfer', 'wallet']),
    repaidBy: personField,
    repaidAt: instantField,
  }),
  example: {
    chargeNumber: 'CH-20130425-0001',
    reason: 'compensation',
    faultNumber: null,
    serial: 'SP-ST3000DM001-0089',
    city: 'DL',
    repaidFen: 10_000,
    method: 'transfer',
    repaidBy: 'qian.hui',
    repaidAt: '2013-04-27T02:10:00.000Z',
  },
});

export type ChargeRepaid = EventBody<typeof chargeRepaidV1>;
