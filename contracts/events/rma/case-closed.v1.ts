import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, oneOf, serialField } from '../../fields.js';

/** Nothing is left to do in a case: the customer is served and the unit has come to rest (R8, R11). */
export const caseClosedV1 = defineEvent({
  type: 'rma.case-closed.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'Nothing is left to do in a case: the customer is served and the unit has come to rest (R8, R11).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    resolution: oneOf([
      'repaired',
      'formal-replacement',
      'refund',
      'returned-unrepaired',
      'no-fault-found',
      'solved-remotely',
      'own-unit',
      'withdrawn',
    ]),
    unitDisposition: oneOf(['with-customer', 'restocked', 'scrapped', 'unmoved']),
    closedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    resolution: 'repaired',
    unitDisposition: 'with-customer',
    closedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CaseClosed = EventBody<typeof caseClosedV1>;
