import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, oneOf, personField, serialField, textField } from '../../fields.js';

/** It was settled what became of a unit that was missing from a count, or that nobody expected in it (S5). */
export const reconciliationDiscrepancyResolvedV1 = defineEvent({
  type: 'spare-pool.reconciliation-discrepancy-resolved.v1',
  topic: 'spare-pool.reconciliation.v1',
  key: 'statementNumber',
  description:
    'It was settled what became of a unit that was missing from a count, or that nobody expected in it (S5).',
  schema: Type.Object({
    statementNumber: documentNumberField,
    city: cityField,
    serial: serialField,
    kind: oneOf(['missing', 'unexpected']),
    resolution: oneOf(['lost', 'moved-after-cut-off', 'found', 'booked-elsewhere', 'not-ours']),
    note: textField,
    resolvedBy: personField,
  }),
  example: {
    statementNumber: 'RC-201304-DL',
    city: 'DL',
    serial: 'SP-ST31500541AS-0003',
    kind: 'missing',
    resolution: 'lost',
    note: 'Not on the shelf, not on loan.',
    resolvedBy: 'head.dl',
  },
});

export type ReconciliationDiscrepancyResolved = EventBody<typeof reconciliationDiscrepancyResolvedV1>;
