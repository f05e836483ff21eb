import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, documentNumberField, instantField, personField, siteField } from '../../fields.js';

/** A city's month-end statement was signed by two and closed for good (S5). */
export const reconciliationClosedV1 = defineEvent({
  type: 'spare-pool.reconciliation-closed.v1',
  topic: 'spare-pool.reconciliation.v1',
  key: 'statementNumber',
  description: "A city's month-end statement was signed by two and closed for good (S5).",
  schema: Type.Object({
    statementNumber: documentNumberField,
    city: cityField,
    month: Type.String({ minLength: 1, maxLength: 200 }),
    cutOffAt: instantField,
    booked: countField,
    counted: countField,
    discrepancies: countField,
    defectiveReturned: countField,
    replenishmentOwed: countField,
    signedByCustodian: personField,
    /** Site by site, the main one first. */
    signatures: Type.Optional(Type.Array(Type.Object({ site: siteField, signedBy: personField }))),
    signedByHeadquarters: personField,
    closedAt: instantField,
  }),
  example: {
    statementNumber: 'RC-201304-DL',
    city: 'DL',
    month: '2013-04',
    cutOffAt: '2013-04-16T02:10:00.000Z',
    booked: 69,
    counted: 68,
    discrepancies: 1,
    defectiveReturned: 9,
    replenishmentOwed: 2,
    signedByCustodian: 'head.dl',
    signatures: [{ site: 'DL', signedBy: 'head.dl' }],
    signedByHeadquarters: 'wang.fang',
    closedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type ReconciliationClosed = EventBody<typeof reconciliationClosedV1>;
