import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, dateField, serialField } from '../../fields.js';

/** The date until which the service fee is paid was recorded (W2, W4). */
export const serviceFeeRecordedV1 = defineEvent({
  type: 'warranty.service-fee-recorded.v1',
  topic: 'warranty.covered-unit.v1',
  key: 'serial number',
  description: 'The date until which the service fee is paid was recorded (W2, W4).',
  schema: Type.Object({
    serial: serialField,
    city: cityField,
    paidUntilOn: dateField,
  }),
  example: {
    serial: '9VS3FM1J',
    city: 'DL',
    paidUntilOn: '2014-04-01',
  },
});

export type ServiceFeeRecorded = EventBody<typeof serviceFeeRecordedV1>;
