import type { Refund, RefundDecision } from './refund.js';

/** Where refunds are kept; also the injection token. */
export abstract class Refunds {
  /** Locked. Throws RefundNotFound. */
  abstract load(refundNumber: string): Promise<Refund>;
  /** The same, or undefined where there is none of that number. */
  abstract find(refundNumber: string): Promise<Refund | undefined>;
  abstract save(decision: RefundDecision): Promise<Refund>;
  /** Writes down that the case is kept for a refund that was loaded; rma has told of it, so that it is no event of ours. */
  abstract noteReserved(refund: Refund): Promise<void>;
  /** The refund of the fault that was not rejected. */
  abstract standingFor(faultNumber: string): Promise<Refund | undefined>;
}
