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

/** A loaned spare unit came back (S7). */
export const spareUnitReturnedV1 = defineEvent({
  type: 'spare-pool.spare-unit-returned.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description: 'A loaned spare unit came back (S7).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    returnedAt: instantField,
    /** What its test found, where it went to the shelf (R7). */
    measured: Type.Optional(textField),
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    returnedAt: '2013-04-16T02:10:00.000Z',
    measured: 'All functions for 2 h.',
  },
});

export type SpareUnitReturned = EventBody<typeof spareUnitReturnedV1>;
