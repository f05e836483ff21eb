import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, faultNumberField, instantField, serialField } from '../../fields.js';

/** A spare had been lent for a case that was withdrawn at the same moment: the withdrawal does not stand, for no loan is without its case (S7). */
export const caseTakenUpAgainV1 = defineEvent({
  type: 'rma.case-taken-up-again.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description:
    'A spare had been lent for a case that was withdrawn at the same moment: the withdrawal does not stand, for no loan is without its case (S7).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    loanNumber: documentNumberField,
    takenUpAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    loanNumber: 'LN-20130416-0003',
    takenUpAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CaseTakenUpAgain = EventBody<typeof caseTakenUpAgainV1>;
