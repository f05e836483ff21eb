import type { EntitlementKind, FaultCause } from '@rotables/contracts';
import { addDays, addMonths, laterOf, type BusinessDate } from '@rotables/domain-kernel';
import type { TermSource } from '../covered-unit/coverage-term.js';
import type { AfterTermRule, PlanKind } from '../warranty-plan/warranty-plan.js';

/** A term in force at the fault, from its first day up to, not including, `untilOn`. */
export interface TermFacts {
  readonly fromOn: BusinessDate;
  readonly untilOn: BusinessDate;
  /** Decisions stored before trial runs and fees were told apart have none. */
  readonly source?: TermSource;
}

/** What was known of a unit's coverage at the fault. */
export interface CoverageFacts {
  /** The day the acceptance report was signed; coverage starts with it (W1). */
  readonly acceptanceOn: BusinessDate;
  /** From when on refund and replacement count (W3, W4); decisions stored before it was told have none. */
  readonly firstUseOn?: BusinessDate;
  readonly plan: string;
  /** Absent is a term, which every plan was once. */
  readonly planKind?: PlanKind;
  readonly refundDays: number;
  readonly freeReplacementMonths: number;
  readonly afterTerm: AfterTermRule;
  /** Extensions, renewals and paid fees included. */
  readonly terms: readonly TermFacts[];
  /** The last day for which the service fee had been paid (W4). */
  readonly serviceFeePaidUntilOn?: BusinessDate | null;
  /** A unit that came as a formal replacement takes over what is left and opens no new windows (W8). */
  readonly inherited: boolean;
}

/** Everything that a decision rests on; stored with it, so that it reads the same when asked again (W11). */
export interface EntitlementFacts {
  /** The day from which the fault counts: on which it was reported, unless it was told too late. */
  readonly faultOn: BusinessDate;
  /** Of a report that was told too late: the day that was stated. */
  readonly statedOn?: BusinessDate;
  readonly cause: FaultCause;
  /** Null: the serial is not known, or nothing covers it any more. */
  readonly coverage: CoverageFacts | null;
}

export interface EntitlementFinding {
  readonly kind: EntitlementKind;
  /** The code of the rule that decided. */
  readonly rule: 'W1' | 'W2' | 'W3' | 'W4' | 'W5' | 'W6';
  /** Last day's successor of the coverage that counts; null without coverage. */
  readonly coveredUntil: BusinessDate | null;
  /** One sentence for the customer's question "why". */
  readonly reason: string;
}

/** What the customer is entitled to for a fault (W1 to W6). Pure: the same facts give the same finding. */
export function decideEntitlement(facts: EntitlementFacts): EntitlementFinding {
  const finding = findingOf(facts);
  const { statedOn, faultOn } = facts;
  if (statedOn === undefined) return finding;
  return { ...finding, reason: `${finding.reason} Told late: stated for ${statedOn}, it counts from ${faultOn}.` };
}

function findingOf(facts: EntitlementFacts): EntitlementFinding {
  const { coverage, cause } = facts;
  const coveredUntil = coverage ? endOfCoverage(coverage) : null;
  if (cause !== 'product-fault') return neverFree(cause, coveredUntil);
  if (!coverage) {
    return { kind: 'paid', rule: 'W5', coveredUntil, reason: 'The serial is not that of a covered unit.' };
  }
  return inRefundDays(facts, coverage) ?? (coverage.planKind === 'service-fee' ? byFee : byTerm)(facts, coverage);
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
  if (coverage.inherited || coverage.refundDays === 0) return undefined;
  const lastDay = addDays(firstUseOf(coverage), coverage.refundDays);
  if (faultOn > lastDay) return undefined;
  const reason = `First used on ${firstUseOf(coverage)}; a quality problem up to ${lastDay} (${coverage.refundDays} days) is refunded in full.`;
  return { kind: 'refund', rule: 'W3', coveredUntil: endOfCoverage(coverage), reason };
}

/** A plan with a term of months (W2): what it gives needs no fee. */
function byTerm(facts: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding {
  return inReplacementMonths(facts, coverage) ?? inTerm(facts, coverage) ?? afterTerm(facts, coverage);
}

/** A plan that lives by its fee (W4): another unit within the first month, then free repair, and both only while the fee is paid. */
function byFee(facts: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding {
  const term = coverage.terms.find((one) => holdsOn(one, facts.faultOn));
  if (!term) return feeUnpaid(facts, coverage);
  if (term.source === 'trial') return inTrial(term, coverage);
  const replacement = inReplacementMonths(facts, coverage);
  if (replacement) return replacement;
  const reason = `The service fee of plan ${coverage.plan} is paid until ${lastDayOf(term)}; repair is free for as long as it is paid.`;
  return { kind: 'repair', rule: 'W4', coveredUntil: term.untilOn, reason };
}

function feeUnpaid({ faultOn }: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding {
  const paid = coverage.serviceFeePaidUntilOn ?? null;
  const until = paid === null ? 'never been paid' : `been paid until ${paid}`;
  const reason = `The service fee of plan ${coverage.plan} had ${until} and the fault is of ${faultOn}; service is charged.`;
  return { kind: 'paid', rule: 'W4', coveredUntil: endOfCoverage(coverage), reason };
}

function inReplacementMonths({ faultOn }: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding | undefined {
  if (coverage.inherited || coverage.freeReplacementMonths === 0) return undefined;
  const lastDay = addMonths(firstUseOf(coverage), coverage.freeReplacementMonths);
  if (faultOn > lastDay) return undefined;
  const paid = coverage.planKind === 'service-fee' ? ' while the service fee is paid' : '';
  const reason = `First used on ${firstUseOf(coverage)}; a fault up to ${lastDay} is served with another unit${paid}.`;
  return { kind: 'replacement', rule: 'W4', coveredUntil: endOfCoverage(coverage), reason };
}

function inTerm({ faultOn }: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding | undefined {
  const term = coverage.terms.find((one) => holdsOn(one, faultOn));
  if (!term) return undefined;
  if (term.source === 'trial') return inTrial(term, coverage);
  const reason = `Covered from ${term.fromOn} until ${term.untilOn} by plan ${coverage.plan}; repair is free.`;
  return { kind: 'repair', rule: 'W2', coveredUntil: term.untilOn, reason };
}

function inTrial({ fromOn, untilOn }: TermFacts, { acceptanceOn }: CoverageFacts): EntitlementFinding {
  const reason = `Installed on ${fromOn} and accepted on ${acceptanceOn}; a fault of the trial run is repaired free.`;
  return { kind: 'repair', rule: 'W1', coveredUntil: untilOn, reason };
}

function afterTerm({ faultOn }: EntitlementFacts, coverage: CoverageFacts): EntitlementFinding {
  const coveredUntil = endOfCoverage(coverage);
  const kind = coverage.afterTerm === 'parts-cost-only' ? 'parts-cost' : 'paid';
  const terms = kind === 'parts-cost' ? 'parts are charged at cost' : 'service is charged';
  return { kind, rule: 'W6', coveredUntil, reason: `${gapBefore(coveredUntil, faultOn)}; ${terms}.` };
}

function gapBefore(coveredUntil: BusinessDate | null, faultOn: BusinessDate): string {
  if (coveredUntil === null) return `No term covers the unit and the fault is of ${faultOn}`;
  const gap = faultOn < coveredUntil ? 'The coverage had lapsed' : `The coverage ended on ${coveredUntil}`;
  return `${gap} and the fault is of ${faultOn}`;
}

function firstUseOf({ firstUseOn, acceptanceOn }: CoverageFacts): BusinessDate {
  return firstUseOn ?? acceptanceOn;
}

function holdsOn({ fromOn, untilOn }: TermFacts, on: BusinessDate): boolean {
  return fromOn <= on && on < untilOn;
}

function lastDayOf({ untilOn }: TermFacts): BusinessDate {
  return addDays(untilOn, -1);
}

/** The day after the last covered day: the latest end of all terms; null when there is none. */
function endOfCoverage({ terms }: CoverageFacts): BusinessDate | null {
  return terms.reduce<BusinessDate | null>(
    (latest, { untilOn }) => (latest === null ? untilOn : laterOf(latest, untilOn)),
    null,
  );
}
