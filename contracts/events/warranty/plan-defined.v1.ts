import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { countField, instantField, oneOf } from '../../fields.js';

/** A warranty plan was defined (W2). */
export const planDefinedV1 = defineEvent({
  type: 'warranty.plan-defined.v1',
  topic: 'warranty.warranty-plan.v1',
  key: 'plan',
  description: 'A warranty plan was defined (W2).',
  schema: Type.Object({
    plan: Type.String({ minLength: 1, maxLength: 40 }),
    /** What gives the free repair: a term of months, or the fee for as long as it is paid (W4); absent is a term. */
    kind: Type.Optional(oneOf(['term', 'service-fee'])),
    contractMonths: countField,
    vendorMonths: countField,
    refundDays: countField,
    freeReplacementMonths: countField,
    afterTerm: oneOf(['parts-cost-only', 'paid']),
    definedAt: instantField,
  }),
  example: {
    plan: 'STD24',
    kind: 'term',
    contractMonths: 24,
    vendorMonths: 0,
    refundDays: 7,
    freeReplacementMonths: 1,
    afterTerm: 'parts-cost-only',
    definedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type PlanDefined = EventBody<typeof planDefinedV1>;
