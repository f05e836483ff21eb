import type {
  CaseClosed,
  CaseResolved,
  EntitlementDecided,
  EntitlementSuperseded,
  FaultReported,
  UnitReceived,
} from '@rotables/contracts';
import type { Serial } from '@rotables/domain-kernel';
import type { FaultCase, Whereabouts } from './fault-case.js';

/** Cases as the other services tell of them; also the injection token. Each event may come twice, and topics have no order among each other. */
export abstract class FaultCases {
  /** Locks the case that a loan is for, so that one spare at most stays for it. Null where it is not known, or not seen. */
  abstract lockOfLoan(loanNumber: string): Promise<FaultCase | null>;
  /** Who reported the fault; null where it is not known, or not seen. */
  abstract reporterOf(faultNumber: string): Promise<string | null>;
  abstract noteReported(told: FaultReported): Promise<void>;
  abstract noteReceived(told: UnitReceived): Promise<void>;
  abstract noteWhereabouts(faultNumber: string, unit: Whereabouts): Promise<void>;
  abstract noteResolved(
    told: Pick<CaseResolved, 'faultNumber'> & { readonly resolution: string | null },
  ): Promise<void>;
  /** Open again; unless the pool itself replaced its unit, nobody is served. */
  abstract noteReopened(faultNumber: string): Promise<void>;
  abstract noteOwner(faultNumber: string, unitOwner: FaultCase['unitOwner']): Promise<void>;
  abstract noteClosed(told: CaseClosed): Promise<void>;
  abstract noteEntitlement(told: EntitlementDecided | EntitlementSuperseded): Promise<void>;
  /** The pool's own word: this spare stays. */
  abstract noteReplaced(faultNumber: string, replacedBy: Serial): Promise<void>;
}
