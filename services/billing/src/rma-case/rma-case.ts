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

export type UnitOwner = 'customer' | 'company';

/** A spare that stayed with the customer for good, as spare-pool said. */
export interface Replacement {
  readonly madeAt: Date;
  readonly model: string;
  /** The customer was charged its whole price already, as he did not return his own (S8). */
  readonly isPaidFor: boolean;
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
  /** Whose unit it is, as rma said at the report: a spare of the company's own has no customer (S13). */
  readonly unitOwner: UnitOwner | null;
  readonly entitlement: Entitlement | null;
  readonly resolution: Resolution | null;
  readonly replacement: Replacement | null;
  /** Whether the unit is in our hands: received, and not given back. */
  readonly unitHeld: boolean;
  readonly closedAt: Date | null;
  /** Reported by mistake and taken back: nothing of it is charged (R1). */
  readonly isWithdrawn: boolean;
  /** How often it was taken up again after it was resolved; each time it is charged anew. */
  readonly reopenings: number;
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
    unitOwner: null,
    entitlement: null,
    resolution: null,
    replacement: null,
    unitHeld: false,
    closedAt: null,
    isWithdrawn: false,
    reopenings: 0,
  };
}

/** The one fact that the charge of a case is posted for; a case that was taken up again is another fact. */
export function repairSource({ faultNumber, reopenings }: Pick<RmaCase, 'faultNumber' | 'reopenings'>): string {
  return reopenings === 0 ? `repair:${faultNumber}` : `repair:${faultNumber}:${reopenings}`;
}

/** Work for which the customer pays: parts at cost after the term (W6), or everything (W5). */
export function isChargeable(kind: EntitlementKind): boolean {
  return kind === 'parts-cost' || kind === 'paid';
}
