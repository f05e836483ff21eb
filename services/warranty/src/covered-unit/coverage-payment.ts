import { coverageRenewedV1, serviceFeeRecordedV1 } from '@rotables/contracts';
import {
  addDays,
  businessDateOf,
  daysBetween,
  InvalidInput,
  laterOf,
  type BusinessDate,
} from '@rotables/domain-kernel';
import type { WarrantyPlan } from '../warranty-plan/warranty-plan.js';
import { lastTerm, termFollowing, termOfDays, termOfMonths, type CoverageTerm } from './coverage-term.js';
import {
  CoverageIsOver,
  PlanAsksForNoFee,
  RenewedAlreadyToday,
  RenewedByItsFee,
  RenewalDoesNotFollow,
} from './covered-unit.errors.js';
import type { CoveredUnit, UnitDecision } from './covered-unit.js';

export interface Renewal {
  readonly renewalNumber: string;
  readonly months: number;
  /** As stated; it says when the customer agreed, and moves no term (W9). */
  readonly renewedOn: BusinessDate;
  /** The renewal on which this one follows on purpose. */
  readonly follows: string | undefined;
  readonly recordedAt: Date;
}

/**
 * Appends a term (W9): from the end of the last one, or from this instant on when that has passed; the lapse stays a gap, and a day that
 * is stated never fills it. A second renewal of the same day is taken for a second click, unless it names the one that it follows on.
 */
export function renew(
  unit: CoveredUnit,
  plan: Pick<WarrantyPlan, 'plan' | 'kind'>,
  { renewalNumber, months, renewedOn, follows, recordedAt }: Renewal,
): UnitDecision {
  ensureCovered(unit, 'renewed');
  if (plan.kind === 'service-fee') throw new RenewedByItsFee(unit.serial, plan.plan);
  const begunOn = businessDateOf(unit.begunAt);
  if (renewedOn < begunOn)
    throw new InvalidInput('renewedOn', renewedOn, `on or after ${begunOn}, the day on which the coverage began`);
  ensureMeant(unit, follows, businessDateOf(recordedAt));
  const term = renewedTerm(lastTerm(unit.terms), { renewalNumber, months, recordedAt });
  const { serial, model, city, customerName } = unit;
  const { fromOn, untilOn } = term;
  const body = { serial, model, city, renewalNumber, months, fromOn, untilOn, customerName, renewedOn };
  return { state: { ...unit, terms: [...unit.terms, term] }, events: [{ type: coverageRenewedV1.type, body }] };
}

function renewedTerm(
  last: CoverageTerm | undefined,
  { renewalNumber: document, months, recordedAt: since }: Pick<Renewal, 'renewalNumber' | 'months' | 'recordedAt'>,
): CoverageTerm {
  const today = businessDateOf(since);
  const counted = { source: 'renewal', document, since } as const;
  return last && last.untilOn > today ? termFollowing(last, { months }, counted) : termOfMonths(today, months, counted);
}

function ensureMeant({ serial, terms }: CoveredUnit, follows: string | undefined, today: BusinessDate): void {
  const latest = terms.filter(({ source, withdrawnAt }) => source === 'renewal' && withdrawnAt === null).at(-1);
  if (follows !== undefined && follows !== latest?.document)
    throw new RenewalDoesNotFollow(serial, follows, latest?.document ?? null);
  if (follows !== undefined || !latest?.since || businessDateOf(latest.since) !== today) return;
  throw new RenewedAlreadyToday(serial, latest.document);
}

export interface FeePayment {
  readonly chargeNumber: string;
  /** The first and the last day that are paid for. */
  readonly fromOn: BusinessDate;
  readonly paidUntilOn: BusinessDate;
  readonly paidAt: Date;
}

/**
 * A service fee was paid (W4): it covers its period, but nothing from before it was paid; days of downtime that were added since the last
 * fee ran out come on top (W7). Undefined when it was recorded before.
 */
export function recordServiceFee(
  unit: CoveredUnit,
  plan: Pick<WarrantyPlan, 'plan' | 'kind'>,
  { chargeNumber, fromOn, paidUntilOn, paidAt }: FeePayment,
): UnitDecision | undefined {
  if (unit.terms.some(({ source, document }) => source === 'service-fee' && document === chargeNumber))
    return undefined;
  ensureCovered(unit, 'given a service fee');
  if (plan.kind !== 'service-fee') throw new PlanAsksForNoFee(unit.serial, plan.plan);
  const coveredUntil = lastTerm(unit.terms)?.untilOn;
  const paidBefore = unit.serviceFeePaidUntilOn;
  const beginsOn = laterOf(fromOn, businessDateOf(paidAt));
  const startsOn = coveredUntil === undefined ? beginsOn : laterOf(beginsOn, coveredUntil);
  const added =
    paidBefore !== null && coveredUntil !== undefined && coveredUntil > beginsOn
      ? Math.max(0, daysBetween(addDays(paidBefore, 1), coveredUntil))
      : 0;
  const endsOn = addDays(paidUntilOn, 1 + added);
  const counted = { source: 'service-fee', document: chargeNumber, since: paidAt } as const;
  const terms = endsOn > startsOn ? [...unit.terms, termOfDays(startsOn, endsOn, counted)] : unit.terms;
  const paid = paidBefore === null ? paidUntilOn : laterOf(paidBefore, paidUntilOn);
  const body = { serial: unit.serial, city: unit.city, paidUntilOn: paid, fromOn: startsOn, chargeNumber };
  return {
    state: { ...unit, terms, serviceFeePaidUntilOn: paid },
    events: [{ type: serviceFeeRecordedV1.type, body }],
  };
}

/** A paid fee was taken back (W4): from that instant on its period covers nothing. Undefined where nothing of it is left. */
export function takeBackServiceFee(
  unit: CoveredUnit,
  { chargeNumber, takenBackAt }: { readonly chargeNumber: string; readonly takenBackAt: Date },
): UnitDecision | undefined {
  const isIts = ({ source, document, withdrawnAt }: CoverageTerm): boolean =>
    source === 'service-fee' && document === chargeNumber && withdrawnAt === null;
  const fee = unit.terms.find(isIts);
  if (!fee) return undefined;
  const terms = unit.terms.map((term) => (isIts(term) ? { ...term, withdrawnAt: takenBackAt } : term));
  const paidUntilOn = lastPaidDay(terms);
  const body = {
    serial: unit.serial,
    city: unit.city,
    paidUntilOn: paidUntilOn ?? addDays(fee.fromOn, -1),
    chargeNumber,
  };
  return {
    state: { ...unit, terms, serviceFeePaidUntilOn: paidUntilOn },
    events: [{ type: serviceFeeRecordedV1.type, body }],
  };
}

function lastPaidDay(terms: readonly CoverageTerm[]): BusinessDate | null {
  const last = lastTerm(terms.filter(({ source }) => source === 'service-fee'));
  return last ? addDays(last.untilOn, -1) : null;
}

function ensureCovered(unit: CoveredUnit, what: string): void {
  if (unit.state !== 'covered') throw new CoverageIsOver(unit.serial, what);
}
