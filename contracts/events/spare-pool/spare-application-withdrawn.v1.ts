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

/** A branch took its application back before anything was shipped on it (S2). */
export const spareApplicationWithdrawnV1 = defineEvent({
  type: 'spare-pool.spare-application-withdrawn.v1',
  topic: 'spare-pool.spare-application.v1',
  key: 'applicationNumber',
  description: 'A branch took its application back before anything was shipped on it (S2).',
  schema: Type.Object({
    applicationNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: modelField,
    quantity: countField,
    reason: textField,
    withdrawnBy: personField,
    withdrawnAt: instantField,
  }),
  example: {
    applicationNumber: 'SA-20130410-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    quantity: 12,
    reason: 'Asked for by mistake.',
    withdrawnBy: 'zhang.wei',
    withdrawnAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareApplicationWithdrawn = EventBody<typeof spareApplicationWithdrawnV1>;
