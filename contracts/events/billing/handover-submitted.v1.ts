import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  countField,
  dateField,
  documentNumberField,
  fenField,
  instantField,
  personField,
} from '../../fields.js';

/** A branch handed in a day's documents and money (B4). */
export const handoverSubmittedV1 = defineEvent({
  type: 'billing.handover-submitted.v1',
  topic: 'billing.handover.v1',
  key: 'handoverNumber',
  description: "A branch handed in a day's documents and money (B4).",
  schema: Type.Object({
    handoverNumber: documentNumberField,
    city: cityField,
    businessOn: dateField,
    totalFen: fenField,
    documents: countField,
    late: Type.Boolean(),
    submittedBy: personField,
    submittedAt: instantField,
  }),
  example: {
    handoverNumber: 'HO-20130416-DL',
    city: 'DL',
    businessOn: '2013-04-16',
    totalFen: 36_000,
    documents: 1,
    late: false,
    submittedBy: 'zhang.wei',
    submittedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type HandoverSubmitted = EventBody<typeof handoverSubmittedV1>;
