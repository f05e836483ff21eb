import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  documentNumberField,
  faultNumberField,
  instantField,
  serialField,
} from '../../fields.js';

/** A defective unit was sent to its vendor, due back within one month (R7). */
export const vendorReturnSentV1 = defineEvent({
  type: 'rma.vendor-return-sent.v1',
  topic: 'rma.vendor-return.v1',
  key: 'vendorReturnNumber',
  description: 'A defective unit was sent to its vendor, due back within one month (R7).',
  schema: Type.Object({
    vendorReturnNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    vendor: Type.String({ minLength: 1, maxLength: 200 }),
    dueBackOn: dateField,
    sentAt: instantField,
  }),
  example: {
    vendorReturnNumber: 'VR-20130420-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    vendor: 'Seagate',
    dueBackOn: '2013-05-20',
    sentAt: '2013-04-16T02:10:00.000Z',
  },
});

export type VendorReturnSent = EventBody<typeof vendorReturnSentV1>;
