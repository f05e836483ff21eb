import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, personField, serialField, siteField } from '../../fields.js';

/** A shipment was received by scan, with its discrepancies (S3). */
export const shipmentReceivedV1 = defineEvent({
  type: 'spare-pool.shipment-received.v1',
  topic: 'spare-pool.shipment.v1',
  key: 'shipmentNumber',
  description: 'A shipment was received by scan, with its discrepancies (S3).',
  schema: Type.Object({
    shipmentNumber: documentNumberField,
    toSite: siteField,
    city: cityField,
    received: Type.Array(serialField, { maxItems: 1000 }),
    missing: Type.Array(serialField, { maxItems: 1000 }),
    unexpected: Type.Array(serialField, { maxItems: 1000 }),
    receivedBy: personField,
    receivedAt: instantField,
  }),
  example: {
    shipmentNumber: 'SH-20130410-0001',
    toSite: 'DL',
    city: 'DL',
    received: ['SP-ST31500541AS-0003'],
    missing: [],
    unexpected: [],
    receivedBy: 'zhang.wei',
    receivedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ShipmentReceived = EventBody<typeof shipmentReceivedV1>;
