import type {
  AdvanceReplacementOverdue,
  CoverageRenewed,
  LoanedUnitDamaged,
  LoanedUnitLost,
  SpareUnitLost,
} from '@rotables/contracts';
import { businessDateOf, instantOf, parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import type { ChargeClaim } from './charge-claim.js';

type Loss = Pick<LoanedUnitLost, 'serial' | 'model' | 'city' | 'lostAt'> &
  Pick<ChargeClaim, 'faultNumber' | 'debtor' | 'loanNumber'>;

/** The custodian makes good what was lost in his keeping (S4). */
export function lossInKeepingClaim(loss: SpareUnitLost, recordedAt: Date): ChargeClaim {
  return compensationClaim({ ...loss, faultNumber: null, loanNumber: null, debtor: loss.custodian }, recordedAt);
}

/** Lost at the customer, the customer makes it good; else its custodian (S7). Null where he was charged for the loan already. */
export function lossOnLoanClaim(loss: LoanedUnitLost, recordedAt: Date): ChargeClaim | null {
  if (loss.alreadyCharged) return null;
  const debtor = loss.liable === 'customer' ? (loss.reporterName ?? null) : loss.custodian;
  return compensationClaim({ ...loss, debtor }, recordedAt);
}

/** What came back broken by the customer is his to pay, as if it were lost (S7); nothing that is found later undoes it. */
export function damageClaim(damage: LoanedUnitDamaged, recordedAt: Date): ChargeClaim {
  const { loanNumber, returnedAt: lostAt, reporterName: debtor = null } = damage;
  return { ...compensationClaim({ ...damage, lostAt, debtor }, recordedAt), source: `damage:${loanNumber}` };
}

/** A loss is one fact, whether a loan or a shelf reports it: the same unit at the same instant is compensated once (S4). */
function compensationClaim(loss: Loss, recordedAt: Date): ChargeClaim {
  const { serial, model, city, debtor, lostAt, faultNumber, loanNumber } = loss;
  const postedAt = new Date(lostAt);
  return {
    source: `${lossSource}${serial}:${postedAt.toISOString()}`,
    reason: 'compensation',
    city: parseCityCode(city),
    faultNumber,
    serial: parseSerial(serial),
    model,
    debtor,
    pieces: 1,
    postedAt,
    aboutOn: businessDateOf(postedAt),
    pricedOn: businessDateOf(recordedAt),
    loanNumber,
  };
}

/** How the source of every compensation for a unit that is gone begins; what is damaged is not gone. */
export const lossSource = 'compensation:';

export function unreturnedAdvanceSource(loanNumber: string): string {
  return `unreturned-advance:${loanNumber}`;
}

/** The defective unit stayed out: the customer of the case owes the price of the unit that left instead (S8). */
export function unreturnedAdvanceClaim(overdue: AdvanceReplacementOverdue, recordedAt: Date): ChargeClaim {
  const aboutOn = parseBusinessDate(overdue.asOfOn, 'asOfOn');
  return {
    source: unreturnedAdvanceSource(overdue.loanNumber),
    reason: 'unreturned-advance',
    city: parseCityCode(overdue.city),
    faultNumber: overdue.faultNumber,
    serial: parseSerial(overdue.defectiveSerial),
    model: overdue.model,
    debtor: null,
    pieces: 1,
    postedAt: instantOf(aboutOn),
    aboutOn,
    pricedOn: businessDateOf(recordedAt),
    loanNumber: overdue.loanNumber,
  };
}

/** So many months at the fee of the day on which the renewal was recorded (W9). */
export function renewalClaim(renewal: CoverageRenewed, recordedAt: Date): ChargeClaim {
  const aboutOn = parseBusinessDate(renewal.renewedOn, 'renewedOn');
  return {
    source: `renewal:${renewal.renewalNumber}`,
    reason: 'renewal',
    city: parseCityCode(renewal.city),
    faultNumber: null,
    serial: parseSerial(renewal.serial),
    model: renewal.model,
    debtor: renewal.customerName,
    pieces: renewal.months,
    postedAt: instantOf(aboutOn),
    aboutOn,
    pricedOn: businessDateOf(recordedAt),
    loanNumber: null,
  };
}
