import { addDays, addMonths, InvalidInput, laterOf, samePerson, timesFen } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate } from '@rotables/domain-kernel';
import { postCharge, type Charge, type ChargeDecision } from '../charge/charge.js';
import type { CoveredUnit } from '../covered-unit/covered-unit.js';
import { CoverageOver } from '../covered-unit/covered-unit.errors.js';
import type { Fee } from '../fee-schedule/fee-schedule.js';
import {
  LaterFeeStands,
  NoFeeForPlan,
  NoServiceFee,
  PaidFeeIsFinances,
  ReceiverMayNotWithdraw,
  ServiceFeeUnpaid,
} from './service-fee.errors.js';

export const mostMonthsOfFee = 60;

/** A time that a service fee is paid for; both days are in it. */
export interface FeePeriod {
  readonly fromOn: BusinessDate;
  readonly untilOn: BusinessDate;
}

export interface FeeFacts {
  readonly chargeNumber: string;
  readonly unit: CoveredUnit;
  readonly months: number;
  readonly fee: Fee;
  /** Service fees of the unit that are not reversed, the earliest period first. */
  readonly standing: readonly Charge[];
  readonly at: Date;
  readonly today: BusinessDate;
}

/**
 * Charges the service fee of one unit for so many months (W4). Periods follow each other without overlap; one that is over is not sold any more, so
 * that nobody pays for a fault that he has already. Throws {@link ServiceFeeUnpaid} while an earlier one is open,
 * {@link NoFeeForPlan} where a fee would give nothing.
 */
export function chargeServiceFee(facts: FeeFacts): ChargeDecision {
  const { chargeNumber, unit, months, fee, standing, at, today } = facts;
  if (!unit.covered) throw new CoverageOver(unit.serial);
  if (unit.planKind === 'term') throw new NoFeeForPlan(unit.serial);
  if (!Number.isInteger(months) || months < 1 || months > mostMonthsOfFee) {
    throw new InvalidInput('months', months, `a whole number from 1 to ${mostMonthsOfFee}`);
  }
  const open = standing.find(({ state }) => state === 'open');
  if (open) throw new ServiceFeeUnpaid(unit.serial, open);
  const period = nextPeriod(standing.flatMap(periodOf), { months, paidUntilOn: unit.feePaidUntilOn, today });
  return postCharge({
    chargeNumber,
    reason: 'service-fee',
    source: `service-fee:${chargeNumber}`,
    faultNumber: null,
    serial: unit.serial,
    city: unit.city,
    debtor: unit.customerName,
    amountFen: timesFen(fee.amountFen, months),
    entitlementId: null,
    quoteNumber: null,
    loanNumber: null,
    explanation: `Service fee from ${period.fromOn} to ${period.untilOn}: ${months} × ${fee.feeCode} from ${fee.effectiveOn}.`,
    postedAt: at,
    aboutOn: today,
    periodFromOn: period.fromOn,
    periodUntilOn: period.untilOn,
  });
}

/**
 * The months after the last period, or from today where there is none or it is over. Several periods in a row are counted from the first day of the
 * first, so that the end of a month never drifts (W2).
 * @param known.paidUntilOn what warranty says beside billing's own periods, for example at the registration
 */
export function nextPeriod(
  periods: readonly FeePeriod[],
  known: { readonly months: number; readonly paidUntilOn: BusinessDate | null; readonly today: BusinessDate },
): FeePeriod {
  const { months, paidUntilOn, today } = known;
  const own = periods.at(-1)?.untilOn;
  const last = own === undefined || paidUntilOn === null ? (own ?? paidUntilOn) : laterOf(own, paidUntilOn);
  if (last === null || addDays(last, 1) < today) return { fromOn: today, untilOn: addMonths(today, months) };
  const { anchor, monthsBefore } = last === own ? chainUpTo(periods) : { anchor: last, monthsBefore: 0 };
  return { fromOn: addDays(last, 1), untilOn: addMonths(anchor, monthsBefore + months) };
}

/** From which day the periods that follow each other without a gap up to the last are counted, and how many months they are. */
function chainUpTo(periods: readonly FeePeriod[]): { readonly anchor: BusinessDate; readonly monthsBefore: number } {
  const last = periods.at(-1);
  if (!last) throw new Error('A chain of no periods has no first day.');
  let first = last;
  for (const period of [...periods].reverse()) if (addDays(period.untilOn, 1) === first.fromOn) first = period;
  // It began on that day, or followed what was paid before billing knew of it, and is counted from that day's eve.
  for (const anchor of [first.fromOn, addDays(first.fromOn, -1)]) {
    const monthsBefore = monthsFrom(anchor, last.untilOn);
    if (addMonths(anchor, monthsBefore) === last.untilOn) return { anchor, monthsBefore };
  }
  return { anchor: last.untilOn, monthsBefore: 0 };
}

function monthsFrom(anchor: BusinessDate, day: BusinessDate): number {
  let months = 0;
  while (addMonths(anchor, months) < day) months += 1;
  return months;
}

function periodOf({ periodFromOn: fromOn, periodUntilOn: untilOn }: Charge): readonly FeePeriod[] {
  return fromOn === null || untilOn === null ? [] : [{ fromOn, untilOn }];
}

export interface Withdrawal {
  readonly by: ActorId;
  readonly isFinance: boolean;
  readonly receivedBy: readonly ActorId[];
  readonly standing: readonly Charge[];
}

/**
 * A fee that was entered wrongly may be taken back, the last period first: by the branch while nothing is paid, else by finance and by another person
 * than who took the money (E1, E2).
 */
export function ensureMayWithdraw(charge: Charge, { by, isFinance, receivedBy, standing }: Withdrawal): void {
  const { chargeNumber, reason, periodFromOn, paidFen } = charge;
  if (reason !== 'service-fee' || periodFromOn === null) throw new NoServiceFee(chargeNumber, reason);
  const later = standing.find((other) => (other.periodFromOn ?? periodFromOn) > periodFromOn);
  if (later) throw new LaterFeeStands(chargeNumber, later.chargeNumber);
  if (paidFen === 0) return;
  if (!isFinance) throw new PaidFeeIsFinances(chargeNumber);
  if (receivedBy.some((receiver) => samePerson(receiver, by))) throw new ReceiverMayNotWithdraw(chargeNumber, by);
}
