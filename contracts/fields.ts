import { Type, type TLiteral, type TNull, type TSchema, type TUnion } from '@sinclair/typebox';

/** Fields that many events carry, so that they mean the same everywhere. */
export const serialField = Type.String({
  minLength: 1,
  maxLength: 64,
  description: "The unit's serial number, as printed on it.",
});
export const cityField = Type.String({ pattern: '^[A-Z]{2,5}$', description: 'City code, for example DL.' });
export const siteField = Type.String({ pattern: '^[A-Z0-9-]{2,20}$', description: 'Site code.' });
export const modelField = Type.String({ minLength: 1, maxLength: 100 });
export const dateField = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'A business date in Asia/Shanghai.',
});
export const instantField = Type.String({
  format: 'date-time',
  description: 'An instant in UTC; business time when it is named …At.',
});
export const faultNumberField = Type.String({
  pattern: '^FR-\\d{8}-\\d{4,10}$',
  description: 'The number that the customer asks by (R1).',
});
export const documentNumberField = Type.String({
  minLength: 3,
  maxLength: 40,
  description: 'A document number: series, date, running number.',
});
export const personField = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'The id of the person who did it.',
});
export const fenField = Type.Integer({ description: 'Money in integer fen (1/100 CNY).' });
export const countField = Type.Integer({ minimum: 0 });
export const textField = Type.String({ maxLength: 2000 });

/** The field, or null where the fact is not known or does not apply. */
export function nullable<Schema extends TSchema>(schema: Schema): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()]);
}

/** One of a closed list of words. */
export function oneOf<const Words extends readonly string[]>(
  words: Words,
): TUnion<{ -readonly [Index in keyof Words]: TLiteral<Words[Index] & string> }> {
  return Type.Union(words.map((word) => Type.Literal(word))) as never;
}

/** What a customer may be entitled to (W11), from the best to the least. */
export const entitlementKinds = ['refund', 'replacement', 'repair', 'parts-cost', 'paid'] as const;
export type EntitlementKind = (typeof entitlementKinds)[number];
export const entitlementKindField = oneOf(entitlementKinds);

/**
 * Why a loaned spare may stay for good (S7): the entitlement says replacement; the unit is beyond repair under a free entitlement; or
 * the customer was charged its full price, because the defective unit of the advance replacement did not come (S8).
 */
export const replacementGrounds = ['entitlement', 'beyond-repair', 'paid-for'] as const;
export type ReplacementGround = (typeof replacementGrounds)[number];
export const replacementGroundField = oneOf(replacementGrounds);

/**
 * What another service may give a customer instead of his repaired unit (S7, W3). The case gives itself to one proposal at a time, so that
 * nobody gets two things for one fault.
 */
export const exchanges = ['formal-replacement', 'refund'] as const;
export type Exchange = (typeof exchanges)[number];
export const exchangeField = oneOf(exchanges);

/** Why a case does not give itself to a proposal: how its customer is, or is about to be, served otherwise. */
export const outcomeRefusals = [
  'handed-back',
  'solved-remotely',
  'replaced',
  'refunded',
  'withdrawn',
  'unit-goes-back',
  'own-unit',
  'reserved-otherwise',
] as const;
export type OutcomeRefusal = (typeof outcomeRefusals)[number];
export const outcomeRefusalField = oneOf(outcomeRefusals);

/** Which proposal is answered, for one loan may be proposed again and again. */
export const proposalField = Type.Integer({
  minimum: 1,
  description: 'The sequence of the event by which it was proposed.',
});

/** Why a unit failed; everything but a product fault is never free (W5). */
export const faultCauses = [
  'product-fault',
  'customer-damage',
  'traffic-accident',
  'dropped',
  'liquid',
  'lightning',
  'supply-voltage',
  'unauthorised-opening',
  'misuse',
  'force-majeure',
  'serial-mismatch',
] as const;
export type FaultCause = (typeof faultCauses)[number];
export const faultCauseField = oneOf(faultCauses);

/** What somebody is charged for (B2, B6, W4, W9). */
export const chargeReasons = ['repair', 'compensation', 'unreturned-advance', 'renewal', 'service-fee'] as const;
export const chargeReasonField = oneOf(chargeReasons);

/** Whose a unit is that a case is about; a spare of the company's own has a case without a customer (S13). */
export const unitOwnerField = oneOf(['customer', 'company']);

/** Where in the organisation a person works: some documents are led by a department (R9), whoever holds which role. */
export const departments = ['materials', 'technical', 'quality', 'finance', 'service', 'management'] as const;
export type Department = (typeof departments)[number];
export const departmentField = oneOf(departments);
