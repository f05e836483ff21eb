import type { VendorReturn, VendorReturnDecision } from './vendor-return.js';

/** Where they are kept; also the injection token. */
export abstract class VendorReturns {
  /** Locks the row until the transaction ends. Throws VendorReturnNotFound. */
  abstract load(vendorReturnNumber: string): Promise<VendorReturn>;
  abstract add(decision: VendorReturnDecision): Promise<VendorReturn>;
  abstract save(decision: VendorReturnDecision): Promise<VendorReturn>;
}
