import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, dateField, documentNumberField, instantField, serialField, textField } from '../../fields.js';

/** A paid service fee was reversed: the unit was paid for only until the day before the period (W4, B8). */
export const serviceFeeTakenBackV1 = defineEvent({
  type: 'billing.service-fee-taken-back.v1',
  topic: 'billing.charge.v1',
  key: 'chargeNumber',
  description: 'A paid service fee was reversed: the unit was paid for only until the day before the period (W4, B8).',
  schema: Type.Object({
    chargeNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    fromOn: dateField,
    paidUntilOn: dateField,
    reason: textField,
    takenBackAt: instantField,
  }),
  example: {
    chargeNumber: 'CH-20130416-0004',
    serial: '9VS3FM1J',
    city: 'DL',
    fromOn: '2013-04-16',
    paidUntilOn: '2014-04-16',
    reason: 'Entered for another unit.',
    takenBackAt: '2013-04-17T02:10:00.000Z',
  },
});

export type ServiceFeeTakenBack = EventBody<typeof serviceFeeTakenBackV1>;
