import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  documentNumberField,
  faultNumberField,
  instantField,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** A visit ended, signed by the customer (R3). */
export const dispatchOrderCompletedV1 = defineEvent({
  type: 'rma.dispatch-order-completed.v1',
  topic: 'rma.dispatch-order.v1',
  key: 'dispatchNumber',
  description: 'A visit ended, signed by the customer (R3).',
  schema: Type.Object({
    dispatchNumber: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    repairedOnSite: Type.Boolean(),
    actionTaken: textField,
    /** The day of the fault report, from which the downtime of a repair on site counts (W7). */
    reportedOn: dateField,
    completedAt: instantField,
    /** Who reported it done: the technician, or somebody of the branch on his word; absent in events of before. */
    completedBy: Type.Optional(personField),
  }),
  example: {
    dispatchNumber: 'DO-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    repairedOnSite: false,
    actionTaken: 'Taken out.',
    reportedOn: '2013-04-15',
    completedAt: '2013-04-16T02:10:00.000Z',
    completedBy: 'chen.jun',
  },
});

export type DispatchOrderCompleted = EventBody<typeof dispatchOrderCompletedV1>;
