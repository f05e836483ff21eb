import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  faultNumberField,
  instantField,
  nullable,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** Scrap is withdrawn: what was proposed or approved is not done, and the unit may be proposed again (R9). */
export const scrapWithdrawnV1 = defineEvent({
  type: 'rma.scrap-withdrawn.v1',
  topic: 'rma.scrap-record.v1',
  key: 'scrapNumber',
  description:
    'Scrap is withdrawn: what was proposed or approved is not done, and the unit may be proposed again (R9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    faultNumber: nullable(faultNumberField),
    reason: textField,
    withdrawnBy: personField,
    withdrawnAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    faultNumber: 'FR-20130416-0007',
    reason: 'The unit was lost meanwhile.',
    withdrawnBy: 'liu.yang',
    withdrawnAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ScrapWithdrawn = EventBody<typeof scrapWithdrawnV1>;
