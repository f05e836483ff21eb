import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  faultNumberField,
  instantField,
  modelField,
  nullable,
  oneOf,
  serialField,
} from '../../fields.js';

/** A formal replacement took over what was left of the coverage (W8). */
export const coverageInheritedV1 = defineEvent({
  type: 'warranty.coverage-inherited.v1',
  topic: 'warranty.covered-unit.v1',
  key: 'serial number',
  description: 'A formal replacement took over what was left of the coverage (W8).',
  schema: Type.Object({
    serial: serialField,
    model: modelField,
    city: cityField,
    plan: Type.String({ minLength: 1, maxLength: 40 }),
    /** What the plan lives by (W4); told so that nobody is charged a fee that gives nothing. */
    planKind: Type.Optional(oneOf(['term', 'service-fee'])),
    /** The last day for which the service fee is paid, taken over with the coverage (W4, W8). */
    serviceFeePaidUntilOn: Type.Optional(nullable(dateField)),
    inheritedFrom: serialField,
    faultNumber: faultNumberField,
    customerName: Type.String({ minLength: 1, maxLength: 200 }),
    customerPhone: Type.String({ minLength: 1, maxLength: 200 }),
    plate: nullable(Type.String({ minLength: 1, maxLength: 200 })),
    contractNumber: Type.String({ minLength: 1, maxLength: 200 }),
    coveredUntil: dateField,
    inheritedAt: instantField,
  }),
  example: {
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    city: 'DL',
    plan: 'STD24',
    planKind: 'term',
    serviceFeePaidUntilOn: null,
    inheritedFrom: '9VS3FM1J',
    faultNumber: 'FR-20130416-0007',
    customerName: 'Dalian Harbour Logistics',
    customerPhone: '0411-5550-0101',
    plate: null,
    contractNumber: 'C-2013-DL-01',
    coveredUntil: '2015-04-01',
    inheritedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CoverageInherited = EventBody<typeof coverageInheritedV1>;
