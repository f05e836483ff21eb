import { Injectable } from '@nestjs/common';
import { findLostSpare } from '../../loan/advance-replacement.js';
import { Loans } from '../../loan/loan.repository.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { lossOfLoan, recordFind } from '../custody-loss.js';
import type { CustodyLoss } from '../custody-loss.js';
import { CustodyLosses } from '../custody-loss.repository.js';
import { LossLedger } from '../loss-ledger.js';

/** A unit that was given up turned up, by whatever door: nobody owes it any longer (S4). */
@Injectable()
export class LostUnits {
  constructor(
    private readonly losses: CustodyLosses,
    private readonly lossLedger: LossLedger,
    private readonly loans: Loans,
  ) {}

  /** What is to be found again: the open loss, or the one of the loan on which the unit was lost. */
  async lossOf({ serial, model, city, since }: SpareUnit): Promise<CustodyLoss> {
    const open = await this.losses.findOpen(serial);
    if (open) return open;
    const { document, custodian, site } = await this.lossLedger.lastLossOf(serial);
    const facts = { lossNumber: document, serial, model, city, site, custodian, statementNumber: null };
    return lossOfLoan({ ...facts, lostAt: since, note: 'Lost on loan.' });
  }

  /** Ends the loss; the unit itself is moved by who found it. */
  async found(loss: CustodyLoss, site: string, foundAt: Date): Promise<CustodyLoss> {
    const found = await this.losses.save(recordFind(loss, site, foundAt));
    const loan = await this.loans.findLost(loss.serial);
    if (loan) await this.loans.save(findLostSpare(loan, foundAt));
    return found;
  }

  /** What another service tells has happened, whatever time it states: a unit cannot be found before it was lost. */
  async foundBy(unit: SpareUnit, site: string, foundAt: Date): Promise<void> {
    const loss = await this.lossOf(unit);
    await this.found(loss, site, foundAt > loss.lostAt ? foundAt : loss.lostAt);
  }
}
