import { serialKey, type CityCode, type Serial } from '@rotables/domain-kernel';
import type { FaultEntitlement } from '../entitlement/entitlement.js';

/** What another service tells of a case's unit, on which its coverage depends. */
export const caseFactKinds = ['returned', 'replaced', 'refunded', 'scrapped'] as const;
export type CaseFactKind = (typeof caseFactKinds)[number];

export interface CaseFact {
  readonly kind: CaseFactKind;
  /** The document that says so: dispatch order, loan, refund, scrap record; of a return the fault's own number. */
  readonly document: string;
  /** Null: scrapped without a case. */
  readonly faultNumber: string | null;
  /** The unit of the case. */
  readonly serial: Serial;
  readonly city: CityCode;
  readonly at: Date;
  /** What stays with the customer in its place (W8). */
  readonly replacement: { readonly serial: Serial; readonly model: string } | null;
}

/** A fact that has its case. */
export interface FactOfFault extends CaseFact {
  readonly faultNumber: string;
}

/** Why a fact changes no coverage. */
export const refusalReasons = [
  'scrapped-without-case',
  'other-serial',
  'other-city',
  'replaced-already',
  'replacement-covered',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/**
 * Whether a fact is about the unit for which this fault's entitlement was decided, in its city: nobody moves or ends another's coverage by
 * naming a case of his own (W8). Undefined where nothing speaks against it.
 */
export function refusalOf(
  { serial, city }: Pick<CaseFact, 'serial' | 'city'>,
  { city: faultsCity, decisions }: FaultEntitlement,
): RefusalReason | undefined {
  const latest = decisions.at(-1);
  if (!latest || serialKey(serial) !== serialKey(latest.serial)) return 'other-serial';
  return city === faultsCity ? undefined : 'other-city';
}
