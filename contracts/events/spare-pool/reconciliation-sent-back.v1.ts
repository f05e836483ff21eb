import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, documentNumberField, instantField, personField, textField } from '../../fields.js';

/** Headquarters sent a month-end statement back: it has to be signed anew (S5). */
export const reconciliationSentBackV1 = defineEvent({
  type: 'spare-pool.reconciliation-sent-back.v1',
  topic: 'spare-pool.reconciliation.v1',
  key: 'statementNumber',
  description: 'Headquarters sent a month-end statement back: it has to be signed anew (S5).',
  schema: Type.Object({
    statementNumber: documentNumberField,
    city: cityField,
    month: Type.String({ minLength: 7, maxLength: 7 }),
    reason: textField,
    sentBackBy: personField,
    sentBackAt: instantField,
  }),
  example: {
    statementNumber: 'RC-201304-DL',
    city: 'DL',
    month: '2013-04',
    reason: 'Count the quarantine again.',
    sentBackBy: 'wang.fang',
    sentBackAt: '2013-05-01T08:10:00.000Z',
  },
});

export type ReconciliationSentBack = EventBody<typeof reconciliationSentBackV1>;
