import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  faultCauseField,
  faultNumberField,
  instantField,
  serialField,
  unitOwnerField,
} from '../../fields.js';

/** The unit of an open case turned out to be the property of the company: it has no customer, no entitlement and no charge (S13). */
export const unitOwnerCorrectedV1 = defineEvent({
  type: 'rma.unit-owner-corrected.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description:
    'The unit of an open case turned out to be the property of the company: it has no customer, no entitlement and no charge (S13).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    unitOwner: unitOwnerField,
    /** Of the report, where the unit is the customer’s: what he is entitled to is decided from then on (W11). */
    cause: Type.Optional(faultCauseField),
    reportedAt: Type.Optional(instantField),
    correctedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    unitOwner: 'company',
    correctedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type UnitOwnerCorrected = EventBody<typeof unitOwnerCorrectedV1>;
