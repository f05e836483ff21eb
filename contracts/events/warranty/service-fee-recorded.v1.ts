import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, dateField, documentNumberField, serialField } from '../../fields.js';

/** A payment of the service fee was recorded for a unit (W4). */
export const serviceFeeRecordedV1 = defineEvent({
  type: 'warranty.service-fee-recorded.v1',
  topic: 'warranty.covered-unit.v1',
  key: 'serial number',
  description: 'A payment of the service fee was recorded for a unit (W4).',
  schema: Type.Object({
    serial: serialField,
    city: cityField,
    paidUntilOn: dateField,
    /** From when on it counts: the first day of the period, or the day of a payment that came later. */
    fromOn: Type.Optional(dateField),
    chargeNumber: Type.Optional(documentNumberField),
  }),
  example: {
    serial: '9VS3FM1J',
    city: 'DL',
    paidUntilOn: '2014-04-01',
    fromOn: '2013-04-02',
    chargeNumber: 'CH-20130402-0001',
  },
});

export type ServiceFeeRecorded = EventBody<typeof serviceFeeRecordedV1>;
