import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  countField,
  dateField,
  faultNumberField,
  instantField,
  nullable,
  serialField,
  textField,
} from '../../fields.js';

/** The unit went back to the customer, repaired or not (R4, R6, R8). */
export const unitReturnedToCustomerV1 = defineEvent({
  type: 'rma.unit-returned-to-customer.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'The unit went back to the customer, repaired or not (R4, R6, R8).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    repaired: Type.Boolean(),
    reportedOn: dateField,
    returnedOn: dateField,
    downtimeDays: countField,
    customersWish: Type.Optional(nullable(textField)),
    returnedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    repaired: true,
    reportedOn: '2013-04-16',
    returnedOn: '2013-04-25',
    downtimeDays: 9,
    customersWish: null,
    returnedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type UnitReturnedToCustomer = EventBody<typeof unitReturnedToCustomerV1>;
