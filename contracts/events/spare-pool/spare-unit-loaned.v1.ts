import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  oneOf,
  personField,
  serialField,
  siteField,
} from '../../fields.js';

/** A spare unit went to a customer: as a loan, or as an advance replacement (S7, S8, W12). */
export const spareUnitLoanedV1 = defineEvent({
  type: 'spare-pool.spare-unit-loaned.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description: 'A spare unit went to a customer: as a loan, or as an advance replacement (S7, S8, W12).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    loanKind: oneOf(['loan', 'advance-replacement']),
    defectiveSerial: serialField,
    substitute: Type.Boolean(),
    dueBackOn: dateField,
    loanedBy: personField,
    loanedAt: instantField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    loanKind: 'loan',
    defectiveSerial: '9VS3FM1J',
    substitute: false,
    dueBackOn: '2013-05-16',
    loanedBy: 'zhang.wei',
    loanedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareUnitLoaned = EventBody<typeof spareUnitLoanedV1>;
