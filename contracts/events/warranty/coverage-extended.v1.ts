import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, dateField, faultNumberField, serialField } from '../../fields.js';

/** Downtime was added to the coverage (W7). */
export const coverageExtendedV1 = defineEvent({
  type: 'warranty.coverage-extended.v1',
  topic: 'warranty.covered-unit.v1',
  key: 'serial number',
  description: 'Downtime was added to the coverage (W7).',
  schema: Type.Object({
    serial: serialField,
    city: cityField,
    faultNumber: faultNumberField,
    days: countField,
    coveredUntil: dateField,
  }),
  example: {
    serial: '9VS3FM1J',
    city: 'DL',
    faultNumber: 'FR-20130416-0007',
    days: 9,
    coveredUntil: '2015-04-10',
  },
});

export type CoverageExtended = EventBody<typeof coverageExtendedV1>;
