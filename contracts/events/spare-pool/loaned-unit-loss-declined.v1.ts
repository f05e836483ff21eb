import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  personField,
  serialField,
  siteField,
  textField,
} from '../../fields.js';

/** A loaned spare unit is not lost at the customer after all, or not by what is known: the loan goes on as it was (S7). */
export const loanedUnitLossDeclinedV1 = defineEvent({
  type: 'spare-pool.loaned-unit-loss-declined.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description:
    'A loaned spare unit is not lost at the customer after all, or not by what is known: the loan goes on as it was (S7).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    reason: textField,
    declinedBy: personField,
    declinedAt: instantField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    reason: 'He has found it.',
    declinedBy: 'head.dl',
    declinedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type LoanedUnitLossDeclined = EventBody<typeof loanedUnitLossDeclinedV1>;
