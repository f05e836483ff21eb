import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, faultNumberField, instantField, personField, serialField, textField } from '../../fields.js';

/** A case was reported by mistake and is withdrawn before any work: no charge, in no statistic (R1). */
export const caseWithdrawnV1 = defineEvent({
  type: 'rma.case-withdrawn.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'A case was reported by mistake and is withdrawn before any work: no charge, in no statistic (R1).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    reason: textField,
    withdrawnBy: personField,
    withdrawnAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    reason: 'Reported twice.',
    withdrawnBy: 'zhang.wei',
    withdrawnAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CaseWithdrawn = EventBody<typeof caseWithdrawnV1>;
