import type { EntitlementDecision, FaultEntitlement } from './entitlement.js';

/** Where entitlements are kept; also the injection token. */
export abstract class Entitlements {
  /** Everything decided for a fault, its row locked; undefined when nothing was. */
  abstract find(faultNumber: string): Promise<FaultEntitlement | undefined>;
  abstract save(decision: EntitlementDecision): Promise<void>;
}
