import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  countField,
  documentNumberField,
  instantField,
  modelField,
  personField,
  siteField,
  textField,
} from '../../fields.js';

/** An application was rejected with a reason (S2). */
export const spareApplicationRejectedV1 = defineEvent({
  type: 'spare-pool.spare-application-rejected.v1',
  topic: 'spare-pool.spare-application.v1',
  key: 'applicationNumber',
  description: 'An application was rejected with a reason (S2).',
  schema: Type.Object({
    applicationNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    quantity: countField,
    reason: textField,
    rejectedBy: personField,
    rejectedAt: instantField,
  }),
  example: {
    applicationNumber: 'SA-20130410-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    quantity: 12,
    reason: 'The city holds enough of this model.',
    rejectedBy: 'wang.fang',
    rejectedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareApplicationRejected = EventBody<typeof spareApplicationRejectedV1>;
