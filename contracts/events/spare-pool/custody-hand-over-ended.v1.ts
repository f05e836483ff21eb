import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  nullable,
  oneOf,
  personField,
  siteField,
  textField,
} from '../../fields.js';

/** A hand-over of custody was accepted by the successor, declined, or withdrawn (O2). */
export const custodyHandOverEndedV1 = defineEvent({
  type: 'spare-pool.custody-hand-over-ended.v1',
  topic: 'spare-pool.custody-hand-over.v1',
  key: 'handOverNumber',
  description: 'A hand-over of custody was accepted by the successor, declined, or withdrawn (O2).',
  schema: Type.Object({
    handOverNumber: documentNumberField,
    site: siteField,
    city: cityField,
    fromCustodian: personField,
    toCustodian: personField,
    outcome: oneOf(['accepted', 'declined', 'withdrawn']),
    reason: nullable(textField),
    endedBy: personField,
    endedAt: instantField,
  }),
  example: {
    handOverNumber: 'CU-20130416-0001',
    site: 'DL',
    city: 'DL',
    fromCustodian: 'head.dl',
    toCustodian: 'li.na',
    outcome: 'accepted',
    reason: null,
    endedBy: 'li.na',
    endedAt: '2013-04-16T03:10:00.000Z',
  },
});

export type CustodyHandOverEnded = EventBody<typeof custodyHandOverEndedV1>;
