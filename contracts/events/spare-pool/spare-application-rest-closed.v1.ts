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

/** What an approved application still had to get will not be shipped; the quota is free again (S2). */
export const spareApplicationRestClosedV1 = defineEvent({
  type: 'spare-pool.spare-application-rest-closed.v1',
  topic: 'spare-pool.spare-application.v1',
  key: 'applicationNumber',
  description: 'What an approved application still had to get will not be shipped; the quota is free again (S2).',
  schema: Type.Object({
    applicationNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    quantity: countField,
    shippedQuantity: countField,
    closedQuantity: countField,
    reason: textField,
    closedBy: personField,
    closedAt: instantField,
  }),
  example: {
    applicationNumber: 'SA-20130410-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    quantity: 12,
    shippedQuantity: 8,
    closedQuantity: 4,
    reason: 'The warehouse has none left of this model.',
    closedBy: 'wang.fang',
    closedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareApplicationRestClosed = EventBody<typeof spareApplicationRestClosedV1>;
