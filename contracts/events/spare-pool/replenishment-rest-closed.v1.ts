import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  countField,
  documentNumberField,
  instantField,
  personField,
  siteField,
  textField,
} from '../../fields.js';

/** What a replenishment still had to bring will not be shipped; those units are owed again (S6). */
export const replenishmentRestClosedV1 = defineEvent({
  type: 'spare-pool.replenishment-rest-closed.v1',
  topic: 'spare-pool.replenishment.v1',
  key: 'replenishmentNumber',
  description: 'What a replenishment still had to bring will not be shipped; those units are owed again (S6).',
  schema: Type.Object({
    replenishmentNumber: documentNumberField,
    city: cityField,
    site: siteField,
    shippedQuantity: countField,
    closedQuantity: countField,
    reason: textField,
    closedBy: personField,
    closedAt: instantField,
  }),
  example: {
    replenishmentNumber: 'RP-201304-DL',
    city: 'DL',
    site: 'DL',
    shippedQuantity: 1,
    closedQuantity: 1,
    reason: 'The warehouse has none left of this model.',
    closedBy: 'wang.fang',
    closedAt: '2013-05-16T02:10:00.000Z',
  },
});

export type ReplenishmentRestClosed = EventBody<typeof replenishmentRestClosedV1>;
