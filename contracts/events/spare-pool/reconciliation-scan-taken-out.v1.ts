import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, personField, serialField, textField } from '../../fields.js';

/** A serial that was scanned by mistake was taken out of a count (S5). */
export const reconciliationScanTakenOutV1 = defineEvent({
  type: 'spare-pool.reconciliation-scan-taken-out.v1',
  topic: 'spare-pool.reconciliation.v1',
  key: 'statementNumber',
  description: 'A serial that was scanned by mistake was taken out of a count (S5).',
  schema: Type.Object({
    statementNumber: documentNumberField,
    city: cityField,
    serial: serialField,
    reason: textField,
    takenOutBy: personField,
  }),
  example: {
    statementNumber: 'RC-201304-DL',
    city: 'DL',
    serial: 'SP-ST31500541AS-0003',
    reason: 'The scanner read two labels as one.',
    takenOutBy: 'head.dl',
  },
});

export type ReconciliationScanTakenOut = EventBody<typeof reconciliationScanTakenOutV1>;
