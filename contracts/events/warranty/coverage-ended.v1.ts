import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, modelField, nullable, oneOf, serialField } from '../../fields.js';

/** The coverage of a unit ended before its term: it was replaced, refunded or scrapped (W8, R8, R9). */
export const coverageEndedV1 = defineEvent({
  type: 'warranty.coverage-ended.v1',
  topic: 'warranty.covered-unit.v1',
  key: 'serial number',
  description: 'The coverage of a unit ended before its term: it was replaced, refunded or scrapped (W8, R8, R9).',
  schema: Type.Object({
    serial: serialField,
    model: modelField,
    city: cityField,
    reason: oneOf(['replaced', 'refunded', 'scrapped']),
    replacedBy: nullable(serialField),
    faultNumber: nullable(faultNumberField),
    endedAt: instantField,
  }),
  example: {
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    city: 'DL',
    reason: 'replaced',
    replacedBy: 'SP-ST31500541AS-0003',
    faultNumber: null,
    endedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CoverageEnded = EventBody<typeof coverageEndedV1>;
