import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, documentNumberField, instantField } from '../../fields.js';

/** A city's month-end statement was opened with the book as of the cut-off (S5). */
export const reconciliationOpenedV1 = defineEvent({
  type: 'spare-pool.reconciliation-opened.v1',
  topic: 'spare-pool.reconciliation.v1',
  key: 'statementNumber',
  description: "A city's month-end statement was opened with the book as of the cut-off (S5).",
  schema: Type.Object({
    statementNumber: documentNumberField,
    city: cityField,
    month: Type.String({ minLength: 1, maxLength: 200 }),
    cutOffAt: instantField,
    booked: countField,
  }),
  example: {
    statementNumber: 'RC-201304-DL',
    city: 'DL',
    month: '2013-04',
    cutOffAt: '2013-04-16T02:10:00.000Z',
    booked: 69,
  },
});

export type ReconciliationOpened = EventBody<typeof reconciliationOpenedV1>;
