import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  faultNumberField,
  instantField,
  modelField,
  nullable,
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
