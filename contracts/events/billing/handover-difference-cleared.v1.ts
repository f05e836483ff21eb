import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  documentNumberField,
  fenField,
  instantField,
  oneOf,
  personField,
  textField,
} from '../../fields.js';

/** A second person cleared what was missing or too much at a hand-over: it was made good, or written off (B5). */
export const handoverDifferenceClearedV1 = defineEvent({
  type: 'billing.handover-difference-cleared.v1',
  topic: 'billing.handover.v1',
  key: 'handoverNumber',
  description:
    'A second person cleared what was missing or too much at a hand-over: it was made good, or written off (B5).',
  schema: Type.Object({
    handoverNumber: documentNumberField,
    city: cityField,
    businessOn: dateField,
    differenceFen: fenField,
    clearance: oneOf(['made-good', 'written-off']),
    reason: textField,
    clearedBy: personField,
    clearedAt: instantField,
  }),
  example: {
    handoverNumber: 'HO-20130416-DL',
    city: 'DL',
    businessOn: '2013-04-16',
    differenceFen: -50,
    clearance: 'made-good',
    reason: 'The clerk brought the missing note.',
    clearedBy: 'wang.fang',
    clearedAt: '2013-04-18T02:10:00.000Z',
  },
});

export type HandoverDifferenceCleared = EventBody<typeof handoverDifferenceClearedV1>;
