import type { DispatchOrder, DispatchOrderDecision } from './dispatch-order.js';

/** Where they are kept; also the injection token. */
export abstract class DispatchOrders {
  /** Locks the row until the transaction ends. Throws DispatchOrderNotFound. */
  abstract load(dispatchNumber: string): Promise<DispatchOrder>;
  /** The open order of a case; its row is not locked. */
  abstract findOpen(faultNumber: string): Promise<DispatchOrder | undefined>;
  /** The visit at which a spare is put in: the last that was not cancelled (R4). */
  abstract findLatest(faultNumber: string): Promise<DispatchOrder | undefined>;
  abstract add(decision: DispatchOrderDecision): Promise<DispatchOrder>;
  abstract save(decision: DispatchOrderDecision): Promise<DispatchOrder>;
}
