import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { Sites } from '../../site/site.repository.js';
import { atSite, inQuarantine } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { SiteOfAnotherCity } from '../loan.errors.js';
import { takeBack } from '../loan.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

export interface TakeBackLoanCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly scannedSerial: Serial;
  /** Another site of the same city than the one it was lent from; null for that one. */
  readonly site: string | null;
  readonly returnedAt: Date;
  readonly condition: 'good' | 'defective';
}

@Injectable()
export class TakeBackLoan {
  constructor(
    private readonly loans: Loans,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
  ) {}

  async execute({
    session,
    loanNumber,
    scannedSerial,
    site: chosen,
    returnedAt,
    condition,
  }: TakeBackLoanCommand): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    const site = await this.sites.get(chosen ?? loan.site);
    if (site.city !== loan.city) throw new SiteOfAnotherCity(site.site, site.city, loan.city);
    const decision = takeBack(loan, { scannedSerial, site: site.site, returnedAt });
    const unit = await this.ledger.find(loan.serial);
    if (unit && isOnLoan(unit, loanNumber)) {
      const books = await this.ledger.openBooks([loan.city]);
      const facts = { city: loan.city, custodian: site.custodian, document: loanNumber, at: returnedAt };
      await this.ledger.record([
        condition === 'good'
          ? moveUnit(unit, 'takeBack', { ...facts, to: atSite(site.site) }, books)
          : moveUnit(
              unit,
              'takeBackDefective',
              { ...facts, to: inQuarantine(site.site), condition: 'defective' },
              books,
            ),
      ]);
    }
    return this.loans.save(decision);
  }
}

/** A loaned unit that failed at the customer may have come in through the warehouse already; the loan ends all the same. */
function isOnLoan({ place }: SpareUnit, loanNumber: string): boolean {
  return place.kind === 'loan' && place.id === loanNumber;
}
