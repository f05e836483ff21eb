import type { EntitlementKind, FaultCause } from '@rotables/contracts';
import { ensureNotBefore } from '../fact-order.js';
import { EntitlementNotKnownYet, QuoteNotConfirmed } from './rma-case.errors.js';
import type { RmaCase } from './rma-case.js';

/** What warranty said last about a fault (W11). */
export interface EntitlementFact {
  readonly entitlementId: string;
  readonly kind: EntitlementKind;
  readonly rule: string;
  readonly reason: string;
  readonly coveredUntil: string | null;
  /** When warranty recorded that it supersedes an earlier one; null for the first. */
  readonly supersededAt: Date | null;
}

/** A quote as billing told of it. */
export interface QuoteFact {
  readonly quoteNumber: string;
  readonly totalFen: number;
  readonly state: 'issued' | 'confirmed' | 'refused' | 'withdrawn';
  /** When billing recorded the customer's answer; null while there is none. */
  readonly answeredAt: Date | null;
  /** When the customer confirmed, in business time; null while he has not. */
  readonly confirmedAt: Date | null;
}

/** What other services have said about a case, as far as it has arrived. */
export interface ServiceFacts {
  readonly entitlement: EntitlementFact | null;
  readonly quotes: readonly QuoteFact[];
}

const freeKinds: readonly EntitlementKind[] = ['refund', 'replacement', 'repair'];

/** Whether the customer owes nothing for the work. */
export function isFree(kind: EntitlementKind): boolean {
  return freeKinds.includes(kind);
}

/** Everything but a product fault is never free (W5). */
export function isNeverFree(cause: FaultCause): boolean {
  return cause !== 'product-fault';
}

/** When work is said to have begun, or ended where only its end is told; `field` is what the speaker calls it. */
export interface WorkMoment {
  readonly field: string;
  readonly at: Date;
}

/**
 * Work on a customer's unit starts only by right: free by its entitlement, or by a quote that the customer confirmed under the
 * entitlement in force, and never before he did (B2, R6). Gives the number of that quote, or null where no money is owed.
 * Throws {@link EntitlementNotKnownYet}, {@link QuoteNotConfirmed} and BeforeEarlierFact.
 */
export function ensureWorkMayStart(rmaCase: RmaCase, facts: ServiceFacts, { field, at }: WorkMoment): string | null {
  const quote = quoteOwed(rmaCase, facts);
  if (!quote) return null;
  if (quote.confirmedAt) ensureNotBefore(field, at, `quote ${quote.quoteNumber} was confirmed`, quote.confirmedAt);
  return quote.quoteNumber;
}

/** The confirmed quote by which work on the unit is paid; null where it is free. Throws as {@link ensureWorkMayStart}. */
export function quoteOwed(rmaCase: RmaCase, facts: ServiceFacts): QuoteFact | null {
  if (rmaCase.unitOwner === 'company') return null;
  const { entitlement } = facts;
  if (!entitlement) throw new EntitlementNotKnownYet(rmaCase.faultNumber, 'warranty has not decided the entitlement');
  const { inspection } = rmaCase;
  if (inspection && isNeverFree(inspection.cause) && entitlement.kind !== 'paid') {
    throw new EntitlementNotKnownYet(
      rmaCase.faultNumber,
      `inspection found ${inspection.cause}, and warranty has not yet superseded the entitlement ${entitlement.entitlementId} (${entitlement.kind})`,
    );
  }
  if (isFree(entitlement.kind)) return null;
  const confirmed = answerInForce(facts, 'confirmed');
  if (!confirmed) throw new QuoteNotConfirmed(rmaCase.faultNumber, entitlement.kind, quotesInWords(facts));
  return confirmed;
}

/** Whether the customer refused to pay, so that the unit goes back as it is (R6). */
export function quoteWasRefused(facts: ServiceFacts): boolean {
  return !answerInForce(facts, 'confirmed') && answerInForce(facts, 'refused') !== undefined;
}

/** An answer given before the entitlement was superseded was given to another question, and does not count. */
function answerInForce({ entitlement, quotes }: ServiceFacts, state: QuoteFact['state']): QuoteFact | undefined {
  const since = entitlement?.supersededAt ?? null;
  return quotes.find(
    (quote) => quote.state === state && quote.answeredAt !== null && (since === null || quote.answeredAt > since),
  );
}

function quotesInWords({ quotes }: ServiceFacts): string {
  if (quotes.length === 0) return 'there is no quote yet';
  return quotes.map(({ quoteNumber, state }) => `${quoteNumber} is ${state}`).join(', ');
}
