import type { EntitlementKind, FaultCause } from '@rotables/contracts';
import { addDays, addMonths, type BusinessDate } from '@rotables/domain-kernel';
import type { AfterTermRule } from '../warranty-plan/warranty-plan.js';

/** What was known of a unit's coverage on the day of the fault. */
export interface CoverageFacts {
  /** The day the acceptance report was signed; coverage starts with it (W1). */
  readonly acceptanceOn: BusinessDate;
  readonly plan: string;
  readonly refundDays: number;
  readonly freeReplacementMonths: number;
  readonly afterTerm: AfterTermRule;
  /** The terms in force, extensions and renewals included; each from its first day up to, not including, `untilOn`. */
  readonly terms: readonly { readonly fromOn: BusinessDate; readonly untilOn: BusinessDate }[];
  /** A unit that came as a formal replacement takes over what is left and opens no new windows (W8). */
  readonly inherited: boolean;
}

/** Everything that a decision rests on; stored with it, so that it reads the same when asked again (W11). */
export interface EntitlementFacts {
  readonly faultOn: BusinessDate;
  readonly cause: FaultCause;
  readonly serviceFeePaid: boolean;
  /** Null: the serial is not known, or nothing covers it any more. */
  readonly coverage: CoverageFacts | null;
}

export interface EntitlementFinding {
  readonly kind: EntitlementKind;
  /** The code of the rule that decided. */
  readonly rule: 'W2' | 'W3' | 'W4' | 'W5' | 'W6';
  /** Last day's successor of the coverage that counts; null without coverage. */
  readonly coveredUntil: BusinessDate | null;
  /** One sentence for the customer's question "why". */
  readonly reason: string;
}

/** What the customer is entitled to for a fault (W2 to W6). Pure: the same facts give the same finding. */
export function decideEntitlement(facts: EntitlementFacts): EntitlementFinding {
  const { coverage, cause } = facts;
  const coveredUntil = coverage ? endOfCoverage(coverage) : null;
  if (cause !== 'product-fault') return neverFree(cause, coveredUntil);
  if (!coverage) {
    return { kind: 'paid', rule: 'W5', coveredUntil, reason: 'The serial is not that of a covered unit.' };
  }
  return (
    inRefundDays(facts, coverage) ??
    inReplacementMonths(facts, coverage) ??
    inTerm(facts, coverage) ??
    afterTerm(facts, coverage)
  );
}

function neverFree(cause: FaultCause, coveredUntil: BusinessDate | null): EntitlementFinding {
  return {
    kind: 'paid',
    rule: 'W5',
    coveredUntil,
    reason: `The cause is ${cause}, which is never free, whatever the date.`,
  };
}

function inRefundDays({ faultOn }: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding | undefined {
  if (coverage.inherited) return undefined;
  const lastDay = addDays(coverage.acceptanceOn, coverage.refundDays);
  if (coverage.refundDays === 0 || faultOn > lastDay) return undefined;
  const reason = `Accepted on ${coverage.acceptanceOn}; a quality problem up to ${lastDay} (${coverage.refundDays} days) is refunded in full.`;
  return { kind: 'refund', rule: 'W3', coveredUntil: endOfCoverage(coverage), reason };
}

function inReplacementMonths(
  { faultOn, serviceFeePaid }: EntitlementFacts,
  coverage: CoverageFacts,
): EntitlementFinding | undefined {
  if (coverage.inherited || !serviceFeePaid || coverage.freeReplacementMonths === 0) return undefined;
  const lastDay = addMonths(coverage.acceptanceOn, coverage.freeReplacementMonths);
  if (faultOn > lastDay) return undefined;
  const reason = `Accepted on ${coverage.acceptanceOn}; a fault up to ${lastDay} is served with another unit while the service fee is paid.`;
  return { kind: 'replacement', rule: 'W4', coveredUntil: endOfCoverage(coverage), reason };
}

function inTerm({ faultOn }: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding | undefined {
  const term = coverage.terms.find(({ fromOn, untilOn }) => fromOn <= faultOn && faultOn < untilOn);
  if (!term) return undefined;
  const reason = `Covered from ${term.fromOn} until ${term.untilOn} by plan ${coverage.plan}; repair is free.`;
  return { kind: 'repair', rule: 'W2', coveredUntil: term.untilOn, reason };
}

function afterTerm({ faultOn }: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding {
  const coveredUntil = endOfCoverage(coverage);
  const kind = coverage.afterTerm === 'parts-cost-only' ? 'parts-cost' : 'paid';
  const terms = kind === 'parts-cost' ? 'parts are charged at cost' : 'service is charged';
  const gap =
    faultOn < (coveredUntil ?? faultOn) ? 'The coverage had lapsed' : `The coverage ended on ${String(coveredUntil)}`;
  return { kind, rule: 'W6', coveredUntil, reason: `${gap} and the fault is of ${faultOn}; ${terms}.` };
}

/** The day after the last covered day: the latest end of all terms; null when there is none. */
export function endOfCoverage(coverage: Pick<CoverageFacts, 'terms'>): BusinessDate | null {
  return coverage.terms.reduce<BusinessDate | null>(
    (latest, { untilOn }) => (latest === null || untilOn > latest ? untilOn : latest),
    null,
  );
}
