import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { bookRepayment } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import type { PaymentMethod } from '../../receipt/receipt.js';
import { Receipts } from '../../receipt/receipt.repository.js';
import { repayCharge, type Charge } from '../charge.js';
import { Charges } from '../charge.repository.js';

/** Command: what had been paid on a charge goes back after its reversal (B7, B8). */
@Injectable()
export class RepayCharge {
  constructor(
    private readonly charges: Charges,
    private readonly receipts: Receipts,
    private readonly journal: Journal,
  ) {}

  async execute(
    chargeNumber: string,
    repayment: { readonly method: PaymentMethod; readonly at: Date },
    session: Session,
  ): Promise<Charge> {
    const charge = await this.charges.load(chargeNumber);
    ensureCityInScope(session, charge.city);
    const receivedBy = await this.receipts.receiversOf(chargeNumber);
    const repaid = await this.charges.save(repayCharge(charge, { ...repayment, by: session.actor, receivedBy }));
    await this.journal.write(bookRepayment(repaid, businessDateOf(repayment.at)));
    return repaid;
  }
}
