import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { SiteNotFound } from '../../site/site.errors.js';
import type { Site } from '../../site/site.js';
import { atSite, inQuarantine } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { LedgerEntry, SpareUnit } from '../../spare-unit/spare-unit.js';
import { SiteOfAnotherCity } from '../loan.errors.js';
import { takeBack } from '../loan-end.js';
import type { Loan, ReturnCondition } from '../loan.js';
import { Loans, type ReturnBasis } from '../loan.repository.js';

export interface TakeBackLoanCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly scannedSerial: Serial;
  /** Another site of the same city than the one it was lent from; null for that one. */
  readonly site: string | null;
  readonly returnedAt: Date;
  readonly condition: ReturnCondition;
  /** What its test found; it does not go to the shelf without (R7). */
  readonly measured: string | null;
}

@Injectable()
export class TakeBackLoan {
  constructor(private readonly loans: Loans) {}

  async execute(command: TakeBackLoanCommand): Promise<Loan> {
    const basis = await this.loans.returnBasisOf(command);
    const { loan, site } = basis;
    ensureCityInScope(command.session, loan.city);
    if (!site) throw new SiteNotFound(command.site ?? loan.site);
    if (site.city !== loan.city) throw new SiteOfAnotherCity(site.site, site.city, loan.city);
    const decision = takeBack(loan, { ...command, site: site.site, reporterName: basis.reporterName });
    return this.loans.end(decision, movementBack(basis, site, command));
  }
}

function movementBack(
  { loan: { loanNumber, city }, unit, books }: ReturnBasis,
  { site, custodian }: Site,
  { returnedAt, condition }: TakeBackLoanCommand,
): LedgerEntry | null {
  if (!unit || !isOnLoan(unit, loanNumber)) return null;
  const facts = { city, custodian, document: loanNumber, at: returnedAt };
  if (condition === 'good') return moveUnit(unit, 'takeBack', { ...facts, to: atSite(site) }, books);
  return moveUnit(unit, 'takeBackDefective', { ...facts, to: inQuarantine(site), condition: 'defective' }, books);
}

/** A loaned unit that failed at the customer may have come in through the warehouse already; the loan ends all the same. */
function isOnLoan({ place }: SpareUnit, loanNumber: string): boolean {
  return place.kind === 'loan' && place.id === loanNumber;
}
