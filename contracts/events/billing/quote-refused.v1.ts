import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, faultNumberField, fenField, instantField, serialField } from '../../fields.js';

/** The customer refused the quote: the unit goes back unrepaired (R6). */
export const quoteRefusedV1 = defineEvent({
  type: 'billing.quote-refused.v1',
  topic: 'billing.quote.v1',
  key: 'quoteNumber',
  description: 'The customer refused the quote: the unit goes back unrepaired (R6).',
  schema: Type.Object({
    quoteNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    totalFen: fenField,
    refusedBy: Type.String({ minLength: 1, maxLength: 200 }),
    refusedAt: instantField,
  }),
  example: {
    quoteNumber: 'QT-20130418-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    totalFen: 36_000,
    refusedBy: 'Sun Li',
    refusedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type QuoteRefused = EventBody<typeof quoteRefusedV1>;
