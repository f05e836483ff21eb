import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  countField,
  documentNumberField,
  instantField,
  modelField,
  nullable,
  personField,
  siteField,
  textField,
} from '../../fields.js';

/** A branch asked in writing for a replenishment before the month's end (S6). */
export const earlyReplenishmentRequestedV1 = defineEvent({
  type: 'spare-pool.early-replenishment-requested.v1',
  topic: 'spare-pool.replenishment.v1',
  key: 'replenishmentNumber',
  description: "A branch asked in writing for a replenishment before the month's end (S6).",
  schema: Type.Object({
    replenishmentNumber: documentNumberField,
    city: cityField,
    site: siteField,
    model: Type.Optional(nullable(modelField)),
    quantity: countField,
    reason: textField,
    attachmentName: Type.String({ minLength: 1, maxLength: 200 }),
    requestedBy: personField,
    requestedAt: instantField,
  }),
  example: {
    replenishmentNumber: 'RP-20130420-0001',
    city: 'DL',
    site: 'DL',
    model: 'ST31500541AS',
    quantity: 1,
    reason: 'Two more failures are expected before the month ends.',
    attachmentName: 'request.pdf',
    requestedBy: 'head.dl',
    requestedAt: '2013-04-20T02:10:00.000Z',
  },
});

export type EarlyReplenishmentRequested = EventBody<typeof earlyReplenishmentRequestedV1>;
