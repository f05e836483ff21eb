import type { EntitlementDecision, FaultEntitlement } from './entitlement.js';

/** Where entitlements are kept; also the injection token. */
export abstract class Entitlements {
  /** Everything decided for a fault, its row locked; undefined when nothing was. */
  abstract find(faultNumber: string): Promise<FaultEntitlement | undefined>;
  /** The faults of these serials, however they were typed (W15). */
  abstract faultsOf(serials: readonly string[]): Promise<readonly string[]>;
  /** Nobody decides on these serials until this transaction has ended: what is decided meanwhile has seen what it changed. */
  abstract holdSerials(serials: readonly string[]): Promise<void>;
  abstract save(decision: EntitlementDecision): Promise<void>;
}
