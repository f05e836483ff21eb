import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, faultNumberField, instantField, oneOf } from '../../fields.js';

/** A notice was recovered: the spare came back, or the replacement became formal (R4). */
export const spareReplacementNoticeRecoveredV1 = defineEvent({
  type: 'rma.spare-replacement-notice-recovered.v1',
  topic: 'rma.spare-replacement-notice.v1',
  key: 'noticeNumber',
  description: 'A notice was recovered: the spare came back, or the replacement became formal (R4).',
  schema: Type.Object({
    noticeNumber: documentNumberField,
    faultNumber: faultNumberField,
    city: cityField,
    outcome: oneOf(['spare-returned', 'formal-replacement', 'lost']),
    recoveredAt: instantField,
  }),
  example: {
    noticeNumber: 'NT-20130416-0001',
    faultNumber: 'FR-20130416-0007',
    city: 'DL',
    outcome: 'spare-returned',
    recoveredAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareReplacementNoticeRecovered = EventBody<typeof spareReplacementNoticeRecoveredV1>;
