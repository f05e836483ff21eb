import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, oneOf, serialField } from '../../fields.js';

/** What a closed case had given up came after all, so it is open again and the unit is the property of the company (S8). */
export const caseReopenedV1 = defineEvent({
  type: 'rma.case-reopened.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description:
    'What a closed case had given up came after all, so it is open again and the unit is the property of the company (S8).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    reason: oneOf(['defective-unit-came']),
    reopenedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    reason: 'defective-unit-came',
    reopenedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CaseReopened = EventBody<typeof caseReopenedV1>;
