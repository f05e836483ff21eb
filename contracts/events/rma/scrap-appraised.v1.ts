import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  departments,
  documentNumberField,
  faultNumberField,
  instantField,
  nullable,
  oneOf,
  personField,
  serialField,
} from '../../fields.js';

/** One member of the technical appraisal gave his opinion on a unit proposed for scrap (R9). */
export const scrapAppraisedV1 = defineEvent({
  type: 'rma.scrap-appraised.v1',
  topic: 'rma.scrap-record.v1',
  key: 'scrapNumber',
  description: 'One member of the technical appraisal gave his opinion on a unit proposed for scrap (R9).',
  schema: Type.Object({
    scrapNumber: documentNumberField,
    serial: serialField,
    city: cityField,
    faultNumber: nullable(faultNumberField),
    department: oneOf([...departments, 'after-sales']),
    lead: Type.Boolean(),
    opinion: oneOf(['scrap', 'keep']),
    complete: Type.Boolean({ description: 'Whether this was the last opinion needed.' }),
    appraisedBy: personField,
    appraisedAt: instantField,
  }),
  example: {
    scrapNumber: 'SC-20130428-0001',
    serial: '9VS3FM1J',
    city: 'DL',
    faultNumber: 'FR-20130416-0007',
    department: 'materials',
    lead: true,
    opinion: 'scrap',
    complete: false,
    appraisedBy: 'sun.tao',
    appraisedAt: '2013-04-28T02:10:00.000Z',
  },
});

export type ScrapAppraised = EventBody<typeof scrapAppraisedV1>;
