import type { CaseResolved, EntitlementKind } from '@rotables/contracts';
import type { BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';

/** What the customer is entitled to at the moment (W11). */
export interface Entitlement {
  readonly entitlementId: string;
  readonly kind: EntitlementKind;
  readonly rule: string;
}

/** How the customer was served; what it says of entitlement and quote was so when the case was resolved. */
export interface Resolution {
  readonly outcome: CaseResolved['resolution'];
  readonly resolvedAt: Date;
  readonly entitlementId: string | null;
  readonly entitlementKind: EntitlementKind | null;
  readonly quoteNumber: string | null;
}

/** What billing knows of a case from the events of others, which come in any order; null is not known yet. */
export interface RmaCase {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly model: string | null;
  readonly reporterName: string | null;
  readonly reportedOn: BusinessDate | null;
  readonly reportedAt: Date | null;
  readonly entitlement: Entitlement | null;
  readonly resolution: Resolution | null;
}

/** Every event of a case says whose it is. */
export type CaseIdentity = Pick<RmaCase, 'faultNumber' | 'serial' | 'city'>;

export function unknownCase(identity: CaseIdentity): RmaCase {
  return {
    ...identity,
    model: null,
    reporterName: null,
    reportedOn: null,
    reportedAt: null,
    entitlement: null,
    resolution: null,
  };
}

/** Work for which the customer pays: parts at cost after the term (W6), or everything (W5). */
export function isChargeable(kind: EntitlementKind): boolean {
  return kind === 'parts-cost' || kind === 'paid';
}
