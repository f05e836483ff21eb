import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, personField, siteField } from '../../fields.js';

/** The custodian signed a month-end statement (S5). */
export const reconciliationSignedV1 = defineEvent({
  type: 'spare-pool.reconciliation-signed.v1',
  topic: 'spare-pool.reconciliation.v1',
  key: 'statementNumber',
  description: 'The custodian signed a month-end statement (S5).',
  schema: Type.Object({
    statementNumber: documentNumberField,
    city: cityField,
    month: Type.String({ minLength: 7, maxLength: 7 }),
    /** Of one site; absent where one custodian signed for the whole city. */
    site: Type.Optional(siteField),
    signedBy: personField,
    signedAt: instantField,
  }),
  example: {
    statementNumber: 'RC-201304-DL',
    city: 'DL',
    month: '2013-04',
    site: 'DL',
    signedBy: 'head.dl',
    signedAt: '2013-05-01T02:10:00.000Z',
  },
});

export type ReconciliationSigned = EventBody<typeof reconciliationSignedV1>;
