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
} from '../../fields.js';

/** A spare unit was lost while it was on loan; its custodian owes its price (S4). */
export const loanedUnitLostV1 = defineEvent({
  type: 'spare-pool.loaned-unit-lost.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description: 'A spare unit was lost while it was on loan; its custodian owes its price (S4).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    custodian: personField,
    lostAt: instantField,
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
  },
});

export type LoanedUnitLost = EventBody<typeof loanedUnitLostV1>;
