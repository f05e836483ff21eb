import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, dateField, documentNumberField, fenField, instantField, personField } from '../../fields.js';

/** Finance counted and accepted a hand-over, or found a difference (B4, B5). */
export const handoverAcceptedV1 = defineEvent({
  type: 'billing.handover-accepted.v1',
  topic: 'billing.handover.v1',
  key: 'handoverNumber',
  description: 'Finance counted and accepted a hand-over, or found a difference (B4, B5).',
  schema: Type.Object({
    handoverNumber: documentNumberField,
    city: cityField,
    businessOn: dateField,
    differenceFen: fenField,
    acceptedBy: personField,
    acceptedAt: instantField,
  }),
  example: {
    handoverNumber: 'HO-20130416-DL',
    city: 'DL',
    businessOn: '2013-04-16',
    differenceFen: 0,
    acceptedBy: 'qian.hui',
    acceptedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type HandoverAccepted = EventBody<typeof handoverAcceptedV1>;
