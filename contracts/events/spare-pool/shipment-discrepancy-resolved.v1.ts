import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  nullable,
  oneOf,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** It was settled what became of a unit that was missing from a shipment, or that nobody expected in it (S3). */
export const shipmentDiscrepancyResolvedV1 = defineEvent({
  type: 'spare-pool.shipment-discrepancy-resolved.v1',
  topic: 'spare-pool.shipment.v1',
  key: 'shipmentNumber',
  description:
    'It was settled what became of a unit that was missing from a shipment, or that nobody expected in it (S3).',
  schema: Type.Object({
    shipmentNumber: documentNumberField,
    discrepancyId: documentNumberField,
    city: cityField,
    kind: oneOf(['missing', 'unexpected']),
    serial: serialField,
    resolution: oneOf([
      'arrived-late',
      'never-left',
      'lost',
      'arrived-elsewhere',
      'accepted-here',
      'sent-back',
      'set-aside',
    ]),
    note: textField,
    /** Who owes a unit that was lost. */
    liable: Type.Optional(nullable(oneOf(['carrier', 'sender']))),
    resolvedBy: personField,
    resolvedAt: instantField,
  }),
  example: {
    shipmentNumber: 'SH-20130410-0001',
    discrepancyId: 'SH-20130410-0001-D1',
    city: 'DL',
    kind: 'missing',
    serial: 'SP-ST31500541AS-0003',
    resolution: 'arrived-late',
    note: 'It came with the next van.',
    resolvedBy: 'zhang.wei',
    resolvedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ShipmentDiscrepancyResolved = EventBody<typeof shipmentDiscrepancyResolvedV1>;
