import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  entitlementKindField,
  faultNumberField,
  instantField,
  nullable,
  oneOf,
  serialField,
} from '../../fields.js';

/** The customer was served: billing posts the one charge of the case, zero or not (R8, X4). */
export const caseResolvedV1 = defineEvent({
  type: 'rma.case-resolved.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'The customer was served: billing posts the one charge of the case, zero or not (R8, X4).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    resolution: oneOf([
      'repaired',
      'formal-replacement',
      'refund',
      'returned-unrepaired',
      'no-fault-found',
      'solved-remotely',
    ]),
    entitlementId: nullable(documentNumberField),
    entitlementKind: nullable(entitlementKindField),
    quoteNumber: nullable(documentNumberField),
    reporterName: Type.String({ minLength: 1, maxLength: 200 }),
    resolvedAt: instantField,
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    resolution: 'repaired',
    entitlementId: null,
    entitlementKind: 'repair',
    quoteNumber: null,
    reporterName: 'Sun Li',
    resolvedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CaseResolved = EventBody<typeof caseResolvedV1>;
