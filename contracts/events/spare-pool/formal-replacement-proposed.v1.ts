import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  modelField,
  personField,
  replacementGroundField,
  serialField,
  siteField,
} from '../../fields.js';

/** Somebody asks that a loaned spare unit stays with the customer for good; another person confirms or declines (S7). */
export const formalReplacementProposedV1 = defineEvent({
  type: 'spare-pool.formal-replacement-proposed.v1',
  topic: 'spare-pool.loan.v1',
  key: 'loanNumber',
  description:
    'Somebody asks that a loaned spare unit stays with the customer for good; another person confirms or declines (S7).',
  schema: Type.Object({
    loanNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    site: siteField,
    serial: serialField,
    model: modelField,
    replacedSerial: serialField,
    ground: replacementGroundField,
    proposedBy: personField,
    proposedAt: instantField,
  }),
  example: {
    loanNumber: 'LN-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    site: 'DL',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    replacedSerial: '9VS3FM1J',
    ground: 'entitlement',
    proposedBy: 'zhang.wei',
    proposedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type FormalReplacementProposed = EventBody<typeof formalReplacementProposedV1>;
