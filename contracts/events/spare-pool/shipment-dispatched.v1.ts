import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  nullable,
  personField,
  serialField,
  siteField,
} from '../../fields.js';

/** A shipment that names its serials left the warehouse (S3). */
export const shipmentDispatchedV1 = defineEvent({
  type: 'spare-pool.shipment-dispatched.v1',
  topic: 'spare-pool.shipment.v1',
  key: 'shipmentNumber',
  description: 'A shipment that names its serials left the warehouse (S3).',
  schema: Type.Object({
    shipmentNumber: documentNumberField,
    orderNumber: documentNumberField,
    fromSite: siteField,
    toSite: siteField,
    city: cityField,
    serials: Type.Array(serialField, { maxItems: 1000 }),
    carrier: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 200 }))),
    trackingNumber: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 100 }))),
    dispatchedBy: personField,
    dispatchedAt: instantField,
  }),
  example: {
    shipmentNumber: 'SH-20130410-0001',
    orderNumber: 'SA-20130410-0001',
    fromSite: 'SY',
    toSite: 'DL',
    city: 'DL',
    serials: ['SP-ST31500541AS-0003'],
    carrier: 'SF Express',
    trackingNumber: 'SF1234567890',
    dispatchedBy: 'liu.yang',
    dispatchedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ShipmentDispatched = EventBody<typeof shipmentDispatchedV1>;
