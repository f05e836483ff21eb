import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, dateField, oneOf, personField } from '../../fields.js';

/** A city was put into a grade, by which its fees are found from that day on (B1). */
export const cityGradedV1 = defineEvent({
  type: 'billing.city-graded.v1',
  topic: 'billing.city-grade.v1',
  key: 'city',
  description: 'A city was put into a grade, by which its fees are found from that day on (B1).',
  schema: Type.Object({
    city: cityField,
    grade: oneOf(['A', 'B', 'C']),
    effectiveOn: dateField,
    gradedBy: personField,
  }),
  example: { city: 'DL', grade: 'A', effectiveOn: '2013-01-01', gradedBy: 'qian.hui' },
});

export type CityGraded = EventBody<typeof cityGradedV1>;
