import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  modelField,
  nullable,
  oneOf,
  personField,
  serialField,
} from '../../fields.js';

/** A unit changed place, custodian, condition or owner: one movement of the ledger (S9). */
export const unitMovedV1 = defineEvent({
  type: 'spare-pool.unit-moved.v1',
  topic: 'spare-pool.spare-unit.v1',
  key: 'serial number',
  description: 'A unit changed place, custodian, condition or owner: one movement of the ledger (S9).',
  schema: Type.Object({
    serial: serialField,
    model: modelField,
    movement: Type.String({ minLength: 1, maxLength: 200 }),
    fromPlace: nullable(Type.String({ minLength: 1, maxLength: 200 })),
    toPlace: Type.String({ minLength: 1, maxLength: 200 }),
    city: nullable(cityField),
    condition: oneOf(['good', 'refurbished', 'defective', 'scrapped']),
    owner: oneOf(['company', 'customer']),
    custodian: nullable(personField),
    document: nullable(documentNumberField),
    movedAt: instantField,
  }),
  example: {
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    movement: 'shipped',
    fromPlace: 'site:SY',
    toPlace: 'shipment:SH-20130410-0001',
    city: null,
    condition: 'good',
    owner: 'company',
    custodian: null,
    document: 'SH-20130410-0001',
    movedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type UnitMoved = EventBody<typeof unitMovedV1>;
