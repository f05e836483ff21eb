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
} from '../../fields.js';

/** An application was approved in full or in part by someone other than the applicant (S2). */
export const spareApplicationApprovedV1 = defineEvent({
  type: 'spare-pool.spare-application-approved.v1',
  topic: 'spare-pool.spare-application.v1',
  key: 'applicationNumber',
  description: 'An application was approved in full or in part by someone other than the applicant (S2).',
  schema: Type.Object({
    applicationNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    quantity: countField,
    approvedQuantity: countField,
    approvedBy: personField,
    approvedAt: instantField,
  }),
  example: {
    applicationNumber: 'SA-20130410-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    quantity: 12,
    approvedQuantity: 10,
    approvedBy: 'wang.fang',
    approvedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareApplicationApproved = EventBody<typeof spareApplicationApprovedV1>;
