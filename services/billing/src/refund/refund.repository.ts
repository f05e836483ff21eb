import type { Refund, RefundDecision } from './refund.js';

/** Where refunds are kept; also the injection token. */
export abstract class Refunds {
  /** Locked. Throws RefundNotFound. */
  abstract load(refundNumber: string): Promise<Refund>;
  abstract save(decision: RefundDecision): Promise<Refund>;
  /** The refund of the fault that was not rejected. */
  abstract standingFor(faultNumber: string): Promise<Refund | undefined>;
}
