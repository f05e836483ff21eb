import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  oneOf,
  personField,
  serialField,
  siteField,
} from '../../fields.js';

/** A spare unit was lost while it was on loan; the customer owes its price (S7). */
export const loanedUnitLostV1 = defineEvent({
  type: 'spare-pool.loaned-unit-lost.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description: 'A spare unit was lost while it was on loan; the customer owes its price (S7).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    custodian: personField,
    lostAt: instantField,
    /** Who owes the price (S7); absent in events of before, which charged the custodian. */
    liable: Type.Optional(oneOf(['customer', 'custodian'])),
    /** The customer of the case, where he is liable. */
    reporterName: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** He was charged for the same unit by its overdue advance replacement (S8): nothing is charged a second time. */
    alreadyCharged: Type.Optional(Type.Boolean()),
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    custodian: 'head.dl',
    lostAt: '2013-04-16T02:10:00.000Z',
    liable: 'customer',
    reporterName: 'Sun Li',
    alreadyCharged: false,
  },
});

export type LoanedUnitLost = EventBody<typeof loanedUnitLostV1>;
