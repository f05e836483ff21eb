import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, faultNumberField, instantField, oneOf, serialField } from '../../fields.js';

/** A unit came back from its vendor, repaired or not (R7). */
export const vendorReturnReceivedV1 = defineEvent({
  type: 'rma.vendor-return-received.v1',
  topic: 'rma.vendor-return.v1',
  key: 'vendorReturnNumber',
  description: 'A unit came back from its vendor, repaired or not (R7).',
  schema: Type.Object({
    vendorReturnNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    vendor: Type.String({ minLength: 1, maxLength: 200 }),
    result: oneOf(['repaired', 'beyond-repair']),
    receivedAt: instantField,
  }),
  example: {
    vendorReturnNumber: 'VR-20130420-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    vendor: 'Seagate',
    result: 'repaired',
    receivedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type VendorReturnReceived = EventBody<typeof vendorReturnReceivedV1>;
