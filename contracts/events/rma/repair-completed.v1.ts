import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, oneOf, personField, serialField, textField } from '../../fields.js';

/** Repair ended, with its result (R7). */
export const repairCompletedV1 = defineEvent({
  type: 'rma.repair-completed.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'Repair ended, with its result (R7).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    result: oneOf(['repaired', 'beyond-repair']),
    workDone: textField,
    completedBy: personField,
    completedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    result: 'repaired',
    workDone: 'Board replaced.',
    completedBy: 'chen.jun',
    completedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type RepairCompleted = EventBody<typeof repairCompletedV1>;
