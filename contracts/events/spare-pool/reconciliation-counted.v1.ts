import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, documentNumberField, personField } from '../../fields.js';

/** A count by scan was taken into a month-end statement (S5). */
export const reconciliationCountedV1 = defineEvent({
  type: 'spare-pool.reconciliation-counted.v1',
  topic: 'spare-pool.reconciliation.v1',
  key: 'statementNumber',
  description: 'A count by scan was taken into a month-end statement (S5).',
  schema: Type.Object({
    statementNumber: documentNumberField,
    city: cityField,
    scanned: countField,
    counted: countField,
    openDiscrepancies: countField,
    countedBy: personField,
  }),
  example: {
    statementNumber: 'RC-201304-DL',
    city: 'DL',
    scanned: 68,
    counted: 68,
    openDiscrepancies: 1,
    countedBy: 'zhang.wei',
  },
});

export type ReconciliationCounted = EventBody<typeof reconciliationCountedV1>;
