import type {
  CoverageEnded,
  CoverageInherited,
  EntitlementDecided,
  EntitlementSuperseded,
  SpareUnitLoaned,
  UnitRegistered,
} from '@rotables/contracts';
import type { CityCode } from '@rotables/domain-kernel';
import type { QuoteFact, ServiceFacts } from '../rma-case/service-facts.js';

/** What is known of a registered unit. */
export interface KnownUnit {
  readonly model: string;
  readonly customerPhone: string;
  readonly plate: string | null;
}

export type LoanState = 'out' | 'returned' | 'formal-replacement' | 'lost';

/** A spare unit lent for a fault, as spare-pool told of it. */
export interface LoanFact {
  readonly loanNumber: string;
  readonly serial: string;
  readonly model: string;
  readonly loanKind: 'loan' | 'advance-replacement';
  readonly dueBackOn: string;
  readonly loanedAt: string;
  readonly state: LoanState;
}

/** A refund, as billing told of it. */
export interface RefundFact {
  readonly refundNumber: string;
  readonly amountFen: number;
  readonly state: 'proposed' | 'paid' | 'rejected';
}

export interface QuoteTold {
  readonly quoteNumber: string;
  readonly faultNumber: string;
  readonly city: string;
  readonly totalFen: number;
}

export interface RefundTold {
  readonly refundNumber: string;
  readonly faultNumber: string;
  readonly city: string;
  readonly amountFen: number;
}

/** What the other services told, as far as cases need it; also the injection token. Each event may come twice. */
export abstract class Projections {
  abstract unit(serial: string): Promise<KnownUnit | undefined>;
  abstract serviceFacts(faultNumber: string): Promise<ServiceFacts>;
  abstract loans(faultNumber: string): Promise<readonly LoanFact[]>;
  abstract refunds(faultNumber: string): Promise<readonly RefundFact[]>;
  /** The city of a site, once spare-pool has told of it. */
  abstract cityOfSite(site: string): Promise<CityCode | undefined>;

  abstract unitsCovered(units: readonly (UnitRegistered | CoverageInherited)[]): Promise<void>;
  abstract coverageEnded(unit: CoverageEnded): Promise<void>;
  abstract entitlement(told: EntitlementDecided | EntitlementSuperseded, supersededAt: string | null): Promise<void>;
  /** `answeredAt` is when billing recorded the answer. */
  abstract quote(told: QuoteTold, state: QuoteFact['state'], answeredAt: string | null): Promise<void>;
  abstract loan(told: SpareUnitLoaned): Promise<void>;
  abstract loanEnded(loanNumber: string, state: Exclude<LoanState, 'out'>): Promise<void>;
  abstract refund(told: RefundTold, state: RefundFact['state']): Promise<void>;
  abstract site(site: string, city: string): Promise<void>;
}
