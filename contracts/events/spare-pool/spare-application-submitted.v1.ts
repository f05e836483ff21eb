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

/** A branch applied for spare units within its allocation (S2). */
export const spareApplicationSubmittedV1 = defineEvent({
  type: 'spare-pool.spare-application-submitted.v1',
  topic: 'spare-pool.spare-application.v1',
  key: 'applicationNumber',
  description: 'A branch applied for spare units within its allocation (S2).',
  schema: Type.Object({
    applicationNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    quantity: countField,
    reason: textField,
    allocation: countField,
    held: countField,
    submittedBy: personField,
    submittedAt: instantField,
  }),
  example: {
    applicationNumber: 'SA-20130410-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    quantity: 12,
    reason: 'Opening stock',
    allocation: 69,
    held: 0,
    submittedBy: 'zhang.wei',
    submittedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareApplicationSubmitted = EventBody<typeof spareApplicationSubmittedV1>;
