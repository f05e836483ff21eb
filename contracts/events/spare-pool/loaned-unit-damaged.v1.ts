import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  serialField,
  siteField,
  textField,
} from '../../fields.js';

/** A spare unit came back from its loan damaged by the customer, who owes its price (S7). */
export const loanedUnitDamagedV1 = defineEvent({
  type: 'spare-pool.loaned-unit-damaged.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description: 'A spare unit came back from its loan damaged by the customer, who owes its price (S7).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    reporterName: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    note: textField,
    returnedAt: instantField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    reporterName: 'Sun Li',
    note: 'Liquid on the board.',
    returnedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type LoanedUnitDamaged = EventBody<typeof loanedUnitDamagedV1>;
