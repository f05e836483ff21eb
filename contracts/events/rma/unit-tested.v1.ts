import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, personField, serialField, textField } from '../../fields.js';

/** A unit was tested before its return to customer or stock (R7). */
export const unitTestedV1 = defineEvent({
  type: 'rma.unit-tested.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'A unit was tested before its return to customer or stock (R7).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    passed: Type.Boolean(),
    measured: textField,
    testedBy: personField,
    testedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    passed: true,
    measured: 'All functions for 2 h.',
    testedBy: 'zhao.min',
    testedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type UnitTested = EventBody<typeof unitTestedV1>;
