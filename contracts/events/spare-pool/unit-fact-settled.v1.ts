import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  oneOf,
  personField,
  serialField,
  textField,
} from '../../fields.js';

/** What another service told of a unit, and the pool could not enter, was looked into and is waited for no longer (E4, S9). */
export const unitFactSettledV1 = defineEvent({
  type: 'spare-pool.unit-fact-settled.v1',
  topic: 'spare-pool.unit-fact.v1',
  key: 'factId',
  description:
    'What another service told of a unit, and the pool could not enter, was looked into and is waited for no longer (E4, S9).',
  schema: Type.Object({
    factId: Type.String({ pattern: '^[0-9]{1,18}$' }),
    serial: serialField,
    city: cityField,
    fact: oneOf([
      'received',
      'returned-to-customer',
      'restocked',
      'sent-to-vendor',
      'back-from-vendor',
      'scrapped',
      'became-companys',
    ]),
    /** The document that told of it. */
    document: documentNumberField,
    /** It contradicted what the pool knew; else it waited for another that never came. */
    setAside: Type.Boolean(),
    reason: textField,
    settledBy: personField,
    settledAt: instantField,
  }),
  example: {
    factId: '17',
    serial: '9VS3FM1J',
    city: 'DL',
    fact: 'returned-to-customer',
    document: 'FR-20130416-0007',
    setAside: true,
    reason: 'The unit is on our shelf; the case was put right.',
    settledBy: 'wang.fang',
    settledAt: '2013-04-20T02:10:00.000Z',
  },
});

export type UnitFactSettled = EventBody<typeof unitFactSettledV1>;
