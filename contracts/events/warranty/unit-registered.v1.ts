import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, dateField, modelField, nullable, oneOf, serialField } from '../../fields.js';

/** A unit was registered with its coverage (W1). */
export const unitRegisteredV1 = defineEvent({
  type: 'warranty.unit-registered.v1',
  topic: 'warranty.covered-unit.v1',
  key: 'serial number',
  description: 'A unit was registered with its coverage (W1).',
  schema: Type.Object({
    serial: serialField,
    model: modelField,
    city: cityField,
    plan: Type.String({ minLength: 1, maxLength: 40 }),
    /** What the plan lives by (W4); told so that nobody is charged a fee that gives nothing. */
    planKind: Type.Optional(oneOf(['term', 'service-fee'])),
    customerName: Type.String({ minLength: 1, maxLength: 200 }),
    customerPhone: Type.String({ minLength: 1, maxLength: 200 }),
    plate: nullable(Type.String({ minLength: 1, maxLength: 200 })),
    contractNumber: Type.String({ minLength: 1, maxLength: 200 }),
    acceptanceOn: dateField,
    installedOn: dateField,
    /** The earlier of both unless it was stated (W1); refund and replacement count from it. */
    firstUseOn: Type.Optional(dateField),
    coveredUntil: dateField,
  }),
  example: {
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    city: 'DL',
    plan: 'STD24',
    planKind: 'term',
    customerName: 'Dalian Harbour Logistics',
    customerPhone: '0411-5550-0101',
    plate: null,
    contractNumber: 'C-2013-DL-01',
    acceptanceOn: '2013-04-01',
    installedOn: '2013-04-10',
    firstUseOn: '2013-04-01',
    coveredUntil: '2015-04-01',
  },
});

export type UnitRegistered = EventBody<typeof unitRegisteredV1>;
