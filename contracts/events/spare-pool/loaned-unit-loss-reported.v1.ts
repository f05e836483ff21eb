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

/** Somebody says that the customer lost a loaned spare unit; another person confirms or declines, and until then its custodian answers for it (S7, S4). */
export const loanedUnitLossReportedV1 = defineEvent({
  type: 'spare-pool.loaned-unit-loss-reported.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description:
    'Somebody says that the customer lost a loaned spare unit; another person confirms or declines, and until then its custodian answers for it (S7, S4).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    reportedBy: personField,
    lostAt: instantField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    reportedBy: 'zhang.wei',
    lostAt: '2013-04-16T02:10:00.000Z',
  },
});

export type LoanedUnitLossReported = EventBody<typeof loanedUnitLossReportedV1>;
