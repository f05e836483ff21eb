import type { ReceiptException, ReceiptExceptionDecision } from './receipt-exception.js';

/** Where they are kept; also the injection token. */
export abstract class ReceiptExceptions {
  /** Locks the row until the transaction ends. Throws ReceiptExceptionNotFound. */
  abstract load(exceptionNumber: string): Promise<ReceiptException>;
  abstract add(decision: ReceiptExceptionDecision): Promise<ReceiptException>;
  abstract save(decision: ReceiptExceptionDecision): Promise<ReceiptException>;
}
