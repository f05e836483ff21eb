import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { dateField, fenField, modelField, nullable, oneOf, personField, textField } from '../../fields.js';

/** A fee was entered in the schedule; it holds from its day on (B1). */
export const feeDefinedV1 = defineEvent({
  type: 'billing.fee-defined.v1',
  topic: 'billing.fee-schedule.v1',
  key: 'feeCode',
  description: 'A fee was entered in the schedule; it holds from its day on (B1).',
  schema: Type.Object({
    feeCode: Type.String({ minLength: 1, maxLength: 40 }),
    description: textField,
    model: nullable(modelField),
    cityGrade: nullable(oneOf(['A', 'B', 'C'])),
    amountFen: fenField,
    effectiveOn: dateField,
    definedBy: personField,
    /** What the line said that this one supersedes on the same day, because it was typed wrongly. */
    supersededFen: Type.Optional(fenField),
    reason: Type.Optional(textField),
  }),
  example: {
    feeCode: 'unit-price',
    description: 'Price of one unit.',
    model: 'ST31500541AS',
    cityGrade: null,
    amountFen: 120_000,
    effectiveOn: '2013-01-01',
    definedBy: 'qian.hui',
  },
});

export type FeeDefined = EventBody<typeof feeDefinedV1>;
