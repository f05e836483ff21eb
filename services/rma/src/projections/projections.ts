import type {
  CityGraded,
  CoverageEnded,
  CoverageInherited,
  EntitlementDecided,
  EntitlementSuperseded,
  FeeDefined,
  SpareUnitLoaned,
  UnitMoved,
  UnitRegistered,
} from '@rotables/contracts';
import type { BusinessDate, CityCode, Fen, Serial } from '@rotables/domain-kernel';
import type { LoanFact, LoanState, PoolUnit } from '../rma-case/pool-facts.js';
import type { QuoteFact, ServiceFacts } from '../rma-case/service-facts.js';

/** What is known of a registered unit. */
export interface KnownUnit {
  /** As it was registered, however it was asked for. */
  readonly serial: Serial;
  readonly model: string;
  readonly customerPhone: string;
  readonly plate: string | null;
}

/** Where a covered unit belongs, told to nobody who does not see that city. */
export interface RegisteredUnit {
  readonly serial: Serial;
  readonly city: CityCode;
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

/** `answeredAt` is when billing recorded the answer, `confirmedAt` when the customer is said to have given it. */
export interface QuoteAnswer {
  readonly state: QuoteFact['state'];
  readonly answeredAt: string | null;
  readonly confirmedAt: string | null;
}

/** What the other services told, as far as cases need it; also the injection token. Each event may come twice. */
export abstract class Projections {
  /** However it is typed (W15). */
  abstract unit(serial: string): Promise<KnownUnit | undefined>;
  abstract registeredUnit(serial: string): Promise<RegisteredUnit | undefined>;
  abstract poolUnit(serial: string): Promise<PoolUnit | undefined>;
  /** The price of one unit of the model in the city, by the fee schedule of that day (B1). */
  abstract unitPrice(model: string, city: CityCode, on: BusinessDate): Promise<Fen | undefined>;
  abstract serviceFacts(faultNumber: string): Promise<ServiceFacts>;
  abstract loans(faultNumber: string): Promise<readonly LoanFact[]>;
  abstract refunds(faultNumber: string): Promise<readonly RefundFact[]>;

  abstract unitsCovered(units: readonly (UnitRegistered | CoverageInherited)[]): Promise<void>;
  abstract coverageEnded(unit: CoverageEnded): Promise<void>;
  abstract entitlement(told: EntitlementDecided | EntitlementSuperseded, supersededAt: string | null): Promise<void>;
  abstract quote(told: QuoteTold, answer: QuoteAnswer): Promise<void>;
  abstract unitMoved(told: UnitMoved, sequence: number): Promise<void>;
  abstract unitPriceDefined(told: FeeDefined): Promise<void>;
  abstract cityGraded(told: CityGraded): Promise<void>;
  abstract loan(told: SpareUnitLoaned): Promise<void>;
  abstract loanEnded(loanNumber: string, state: Exclude<LoanState, 'out'>): Promise<void>;
  abstract refund(told: RefundTold, state: RefundFact['state']): Promise<void>;
}
