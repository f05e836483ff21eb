import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  nullable,
  oneOf,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** A receipt exception was resolved, with how (R5). */
export const receiptExceptionResolvedV1 = defineEvent({
  type: 'rma.receipt-exception-resolved.v1',
  topic: 'rma.receipt-exception.v1',
  key: 'exceptionNumber',
  description: 'A receipt exception was resolved, with how (R5).',
  schema: Type.Object({
    exceptionNumber: documentNumberField,
    exceptionKind: oneOf(['wrong-serial', 'missing-accessory', 'unexpected-parcel']),
    faultNumber: nullable(faultNumberField),
    scannedSerial: serialField,
    city: cityField,
    outcome: Type.Optional(oneOf(['received', 'handed-back', 'cleared'])),
    linkedFaultNumber: Type.Optional(nullable(faultNumberField)),
    resolution: textField,
    resolvedBy: personField,
    resolvedAt: instantField,
  }),
  example: {
    exceptionNumber: 'EX-20130420-0001',
    exceptionKind: 'wrong-serial',
    faultNumber: 'FR-20130416-0007',
    scannedSerial: '9VS3FM1J',
    city: 'DL',
    outcome: 'handed-back',
    linkedFaultNumber: null,
    resolution: 'Sent back to the customer.',
    resolvedBy: 'zhang.wei',
    resolvedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ReceiptExceptionResolved = EventBody<typeof receiptExceptionResolvedV1>;
