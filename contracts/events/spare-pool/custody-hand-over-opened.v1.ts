import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  nullable,
  personField,
  siteField,
  textField,
} from '../../fields.js';

/** The custody of a site was offered to a successor, or headquarters ordered a count before a witness (O2). */
export const custodyHandOverOpenedV1 = defineEvent({
  type: 'spare-pool.custody-hand-over-opened.v1',
  topic: 'spare-pool.custody-hand-over.v1',
  key: 'handOverNumber',
  description:
    'The custody of a site was offered to a successor, or headquarters ordered a count before a witness (O2).',
  schema: Type.Object({
    handOverNumber: documentNumberField,
    site: siteField,
    city: cityField,
    fromCustodian: personField,
    toCustodian: personField,
    openedBy: personField,
    witness: nullable(personField),
    reason: nullable(textField),
    openedAt: instantField,
  }),
  example: {
    handOverNumber: 'CU-20130416-0001',
    site: 'DL',
    city: 'DL',
    fromCustodian: 'head.dl',
    toCustodian: 'li.na',
    openedBy: 'head.dl',
    witness: null,
    reason: null,
    openedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type CustodyHandOverOpened = EventBody<typeof custodyHandOverOpenedV1>;
