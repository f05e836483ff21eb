import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  countField,
  documentNumberField,
  instantField,
  nullable,
  personField,
  serialField,
  siteField,
} from '../../fields.js';

/** The custody of a site passed to a successor by a counted handover (O2). */
export const custodyHandedOverV1 = defineEvent({
  type: 'spare-pool.custody-handed-over.v1',
  topic: 'spare-pool.site.v1',
  key: 'site',
  description: 'The custody of a site passed to a successor by a counted handover (O2).',
  schema: Type.Object({
    site: siteField,
    city: cityField,
    fromCustodian: personField,
    toCustodian: personField,
    countedUnits: countField,
    handOverNumber: Type.Optional(documentNumberField),
    /** Null where the custodian himself handed over. */
    witness: Type.Optional(nullable(personField)),
    /** Booked and not there in a witnessed count: lost by who left. */
    missingSerials: Type.Optional(Type.Array(serialField)),
    handedOverAt: instantField,
  }),
  example: {
    site: 'DL',
    city: 'DL',
    fromCustodian: 'head.dl',
    toCustodian: 'li.na',
    countedUnits: 69,
    handOverNumber: 'CU-20130416-0001',
    witness: null,
    missingSerials: [],
    handedOverAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CustodyHandedOver = EventBody<typeof custodyHandedOverV1>;
