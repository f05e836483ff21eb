import type { Quote, QuoteDecision } from './quote.js';

/** Where quotes are kept; also the injection token. */
export abstract class Quotes {
  /** Locked. Throws QuoteNotFound. */
  abstract load(quoteNumber: string): Promise<Quote>;
  abstract save(decision: QuoteDecision): Promise<Quote>;
  /** The open and the confirmed quotes of a fault, the latest first. */
  abstract standingFor(faultNumber: string): Promise<readonly Quote[]>;
}
