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
  textField,
} from '../../fields.js';

/** An open quote was taken back before the customer answered, for example because the entitlement was superseded (B2, W11). */
export const quoteWithdrawnV1 = defineEvent({
  type: 'billing.quote-withdrawn.v1',
  topic: 'billing.quote.v1',
  key: 'quoteNumber',
  description: 'An open quote was taken back before the customer answered (B2, W11).',
  schema: Type.Object({
    quoteNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    totalFen: fenField,
    reason: textField,
    withdrawnBy: personField,
    withdrawnAt: instantField,
  }),
  example: {
    quoteNumber: 'QT-20130418-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    totalFen: 36_000,
    reason: 'Inspection found liquid damage; the quote was for parts at cost.',
    withdrawnBy: 'zhang.wei',
    withdrawnAt: '2013-04-18T02:10:00.000Z',
  },
});

export type QuoteWithdrawn = EventBody<typeof quoteWithdrawnV1>;
