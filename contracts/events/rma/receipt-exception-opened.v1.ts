import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  nullable,
  oneOf,
  serialField,
  siteField,
  textField,
} from '../../fields.js';

/** Something received was not what was expected; it is kept and looked into (R5). */
export const receiptExceptionOpenedV1 = defineEvent({
  type: 'rma.receipt-exception-opened.v1',
  topic: 'rma.receipt-exception.v1',
  key: 'exceptionNumber',
  description: 'Something received was not what was expected; it is kept and looked into (R5).',
  schema: Type.Object({
    exceptionNumber: documentNumberField,
    exceptionKind: oneOf(['wrong-serial', 'missing-accessory', 'unexpected-parcel']),
    faultNumber: nullable(faultNumberField),
    scannedSerial: serialField,
    site: Type.Optional(siteField),
    city: cityField,
    expectedSerial: nullable(serialField),
    note: textField,
    openedAt: instantField,
  }),
  example: {
    exceptionNumber: 'EX-20130420-0001',
    exceptionKind: 'wrong-serial',
    faultNumber: 'FR-20130416-0007',
    scannedSerial: '9VS3FM1J',
    site: 'SY',
    city: 'DL',
    expectedSerial: '9VS3FM1J',
    note: 'Label worn.',
    openedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ReceiptExceptionOpened = EventBody<typeof receiptExceptionOpenedV1>;
