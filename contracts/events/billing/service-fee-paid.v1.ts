import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, dateField, documentNumberField, instantField, serialField } from '../../fields.js';

/** The service fee of one unit is paid for a period; both of its days are included (W4). */
export const serviceFeePaidV1 = defineEvent({
  type: 'billing.service-fee-paid.v1',
  topic: 'billing.charge.v1',
  key: 'chargeNumber',
  description: 'The service fee of one unit is paid for a period; both of its days are included (W4).',
  schema: Type.Object({
    chargeNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    fromOn: dateField,
    paidUntilOn: dateField,
    /** When it was recorded that the whole of it is paid, which nobody states. */
    paidAt: instantField,
  }),
  example: {
    chargeNumber: 'CH-20130416-0004',
    serial: '9VS3FM1J',
    city: 'DL',
    fromOn: '2013-04-16',
    paidUntilOn: '2014-04-16',
    paidAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ServiceFeePaid = EventBody<typeof serviceFeePaidV1>;
