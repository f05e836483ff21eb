import type { AdvanceReplacementOverdue, CoverageRenewed, LoanedUnitLost } from '@rotables/contracts';
import { businessDateOf, instantOf, parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import type { ChargeClaim } from './charge-claim.js';

type Loss = Pick<LoanedUnitLost, 'serial' | 'model' | 'city' | 'custodian' | 'lostAt'> & {
  readonly faultNumber: string | null;
};

/** A loss is one fact, whether a loan or a shelf reports it: the same unit at the same instant is compensated once (S4). */
export function compensationClaim({ serial, model, city, custodian, lostAt, faultNumber }: Loss): ChargeClaim {
  const postedAt = new Date(lostAt);
  return {
    source: `compensation:${serial}:${postedAt.toISOString()}`,
    reason: 'compensation',
    city: parseCityCode(city),
    faultNumber,
    serial: parseSerial(serial),
    model,
    debtor: custodian,
    pieces: 1,
    postedAt,
    aboutOn: businessDateOf(postedAt),
  };
}

/** The defective unit stayed out: the customer of the case owes the price of the unit that left instead (S8). */
export function unreturnedAdvanceClaim(overdue: AdvanceReplacementOverdue): ChargeClaim {
  const aboutOn = parseBusinessDate(overdue.asOfOn, 'asOfOn');
  return {
    source: `unreturned-advance:${overdue.loanNumber}`,
    reason: 'unreturned-advance',
    city: parseCityCode(overdue.city),
    faultNumber: overdue.faultNumber,
    serial: parseSerial(overdue.defectiveSerial),
    model: overdue.model,
    debtor: null,
    pieces: 1,
    postedAt: instantOf(aboutOn),
    aboutOn,
  };
}

/** So many months at the fee of the day (W9). */
export function renewalClaim(renewal: CoverageRenewed): ChargeClaim {
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
  };
}
