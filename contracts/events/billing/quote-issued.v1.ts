import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  fenField,
  instantField,
  personField,
  serialField,
} from '../../fields.js';

/** A quote was made to the customer (B2, R6). */
export const quoteIssuedV1 = defineEvent({
  type: 'billing.quote-issued.v1',
  topic: 'billing.quote.v1',
  key: 'quoteNumber',
  description: 'A quote was made to the customer (B2, R6).',
  schema: Type.Object({
    quoteNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    totalFen: fenField,
    issuedBy: personField,
    issuedAt: instantField,
  }),
  example: {
    quoteNumber: 'QT-20130418-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    totalFen: 36_000,
    issuedBy: 'zhang.wei',
    issuedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type QuoteIssued = EventBody<typeof quoteIssuedV1>;
