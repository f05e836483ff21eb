import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, faultNumberField, instantField, nullable, serialField } from '../../fields.js';

/** A notice put a spare in temporarily for a defective unit (R4). */
export const spareReplacementNoticeIssuedV1 = defineEvent({
  type: 'rma.spare-replacement-notice-issued.v1',
  topic: 'rma.spare-replacement-notice.v1',
  key: 'noticeNumber',
  description: 'A notice put a spare in temporarily for a defective unit (R4).',
  schema: Type.Object({
    noticeNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    defectiveSerial: serialField,
    replacementSerial: serialField,
    loanNumber: Type.Optional(documentNumberField),
    dispatchNumber: Type.Optional(nullable(documentNumberField)),
    issuedAt: instantField,
  }),
  example: {
    noticeNumber: 'NT-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    defectiveSerial: '9VS3FM1J',
    replacementSerial: 'SP-ST31500541AS-0003',
    loanNumber: 'LN-20130416-0001',
    dispatchNumber: null,
    issuedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareReplacementNoticeIssued = EventBody<typeof spareReplacementNoticeIssuedV1>;
