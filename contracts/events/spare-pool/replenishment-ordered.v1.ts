import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  countField,
  documentNumberField,
  instantField,
  modelField,
  nullable,
  siteField,
} from '../../fields.js';

/** Units that bring a city back to its allocation were ordered, at closing or early (S6). */
export const replenishmentOrderedV1 = defineEvent({
  type: 'spare-pool.replenishment-ordered.v1',
  topic: 'spare-pool.replenishment.v1',
  key: 'replenishmentNumber',
  description: 'Units that bring a city back to its allocation were ordered, at closing or early (S6).',
  schema: Type.Object({
    replenishmentNumber: documentNumberField,
    city: cityField,
    site: siteField,
    quantity: countField,
    early: Type.Boolean(),
    nettedOff: countField,
    statementNumber: nullable(documentNumberField),
    /** What has to be shipped; null or absent where any model will do. */
    model: Type.Optional(nullable(modelField)),
    orderedAt: instantField,
  }),
  example: {
    replenishmentNumber: 'RP-201304-DL',
    city: 'DL',
    site: 'DL',
    quantity: 2,
    early: false,
    nettedOff: 0,
    statementNumber: 'RC-201304-DL',
    model: 'ST31500541AS',
    orderedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ReplenishmentOrdered = EventBody<typeof replenishmentOrderedV1>;
