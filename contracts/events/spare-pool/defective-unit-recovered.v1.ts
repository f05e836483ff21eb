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
} from '../../fields.js';

/** The defective unit of an advance replacement came back in time or late (S8). */
export const defectiveUnitRecoveredV1 = defineEvent({
  type: 'spare-pool.defective-unit-recovered.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description: 'The defective unit of an advance replacement came back in time or late (S8).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    defectiveSerial: serialField,
    recoveredAt: instantField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    defectiveSerial: '9VS3FM1J',
    recoveredAt: '2013-04-16T02:10:00.000Z',
  },
});

export type DefectiveUnitRecovered = EventBody<typeof defectiveUnitRecoveredV1>;
