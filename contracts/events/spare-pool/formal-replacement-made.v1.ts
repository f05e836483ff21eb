import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  replacementGroundField,
  serialField,
  siteField,
} from '../../fields.js';

/** A loaned spare unit stays with the customer for good (S7, W8). */
export const formalReplacementMadeV1 = defineEvent({
  type: 'spare-pool.formal-replacement-made.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description: 'A loaned spare unit stays with the customer for good (S7, W8).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    replacedSerial: serialField,
    madeAt: instantField,
    /** Why it may stay; absent in events of before. */
    ground: Type.Optional(replacementGroundField),
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    replacedSerial: '9VS3FM1J',
    madeAt: '2013-04-16T02:10:00.000Z',
    ground: 'entitlement',
  },
});

export type FormalReplacementMade = EventBody<typeof formalReplacementMadeV1>;
