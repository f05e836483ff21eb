import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, oneOf, personField, serialField, textField } from '../../fields.js';

/** First diagnosis: solved remotely, a visit, or the unit comes to the warehouse (R3). */
export const caseTriagedV1 = defineEvent({
  type: 'rma.case-triaged.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'First diagnosis: solved remotely, a visit, or the unit comes to the warehouse (R3).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    outcome: oneOf(['solved-remotely', 'visit', 'to-warehouse']),
    note: textField,
    triagedBy: personField,
    triagedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    outcome: 'to-warehouse',
    note: 'Does not start.',
    triagedBy: 'zhang.wei',
    triagedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CaseTriaged = EventBody<typeof caseTriagedV1>;
