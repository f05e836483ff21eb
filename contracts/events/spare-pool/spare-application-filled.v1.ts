import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, documentNumberField, instantField, modelField, siteField } from '../../fields.js';

/** Everything approved on an application has been shipped (S3). */
export const spareApplicationFilledV1 = defineEvent({
  type: 'spare-pool.spare-application-filled.v1',
  topic: 'spare-pool.spare-application.v1',
  key: 'applicationNumber',
  description: 'Everything approved on an application has been shipped (S3).',
  schema: Type.Object({
    applicationNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    quantity: countField,
    approvedQuantity: countField,
    filledAt: instantField,
  }),
  example: {
    applicationNumber: 'SA-20130410-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    quantity: 12,
    approvedQuantity: 10,
    filledAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareApplicationFilled = EventBody<typeof spareApplicationFilledV1>;
