import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, faultNumberField, fenField, instantField, serialField } from '../../fields.js';

/** The customer confirmed the quote: paid work may start (B2). */
export const quoteConfirmedV1 = defineEvent({
  type: 'billing.quote-confirmed.v1',
  topic: 'billing.quote.v1',
  key: 'quoteNumber',
  description: 'The customer confirmed the quote: paid work may start (B2).',
  schema: Type.Object({
    quoteNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    totalFen: fenField,
    confirmedBy: Type.String({ minLength: 1, maxLength: 200 }),
    confirmedAt: instantField,
  }),
  example: {
    quoteNumber: 'QT-20130418-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    totalFen: 36_000,
    confirmedBy: 'Sun Li',
    confirmedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type QuoteConfirmed = EventBody<typeof quoteConfirmedV1>;
