import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  documentNumberField,
  faultNumberField,
  modelField,
  serialField,
  siteField,
} from '../../fields.js';

/** The defective unit of an advance replacement did not come back by its due date: the full price is owed (S8, B6). */
export const advanceReplacementOverdueV1 = defineEvent({
  type: 'spare-pool.advance-replacement-overdue.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description:
    'The defective unit of an advance replacement did not come back by its due date: the full price is owed (S8, B6).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    defectiveSerial: serialField,
    dueBackOn: dateField,
    asOfOn: dateField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    defectiveSerial: '9VS3FM1J',
    dueBackOn: '2013-04-30',
    asOfOn: '2013-05-02',
  },
});

export type AdvanceReplacementOverdue = EventBody<typeof advanceReplacementOverdueV1>;
