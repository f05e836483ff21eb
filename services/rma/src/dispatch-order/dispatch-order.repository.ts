import type { DispatchOrder, DispatchOrderDecision } from './dispatch-order.js';

/** Where they are kept; also the injection token. */
export abstract class DispatchOrders {
  /** Locks the row until the transaction ends. Throws DispatchOrderNotFound. */
  abstract load(dispatchNumber: string): Promise<DispatchOrder>;
  abstract add(decision: DispatchOrderDecision): Promise<DispatchOrder>;
  abstract save(decision: DispatchOrderDecision): Promise<DispatchOrder>;
}
