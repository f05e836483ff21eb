import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, oneOf, serialField } from '../../fields.js';

/** A case was served otherwise than it said: the spare of a charged advance replacement came back (S8). */
export const caseResolutionCorrectedV1 = defineEvent({
  type: 'rma.case-resolution-corrected.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'A case was served otherwise than it said: the spare of a charged advance replacement came back (S8).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    was: oneOf(['formal-replacement']),
    resolution: oneOf(['returned-unrepaired']),
    correctedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    was: 'formal-replacement',
    resolution: 'returned-unrepaired',
    correctedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CaseResolutionCorrected = EventBody<typeof caseResolutionCorrectedV1>;
