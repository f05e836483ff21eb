import { Injectable } from '@nestjs/common';
import { ensureCityInScope } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { Charge } from '../../charge/charge.js';
import { Charges } from '../../charge/charge.repository.js';
import { TakeBackCharge, type TakingBack } from '../../charge/commands/take-back-charge.js';
import { Receipts } from '../../receipt/receipt.repository.js';
import { ensureMayWithdraw } from '../service-fee.js';

/** Command: a service fee that was entered wrongly is taken back; warranty hears of it where it was paid (W4, E1, E2). */
@Injectable()
export class WithdrawServiceFee {
  constructor(
    private readonly charges: Charges,
    private readonly receipts: Receipts,
    private readonly takeBackCharge: TakeBackCharge,
  ) {}

  async execute(chargeNumber: string, taking: Omit<TakingBack, 'by'>, session: Session): Promise<Charge> {
    const charge = await this.charges.load(chargeNumber);
    ensureCityInScope(session, charge.city);
    const standing = charge.serial === null ? [] : await this.charges.serviceFeesOf(charge.serial);
    const receivedBy = await this.receipts.receiversOf(chargeNumber);
    const isFinance = session.roles.includes('finance');
    ensureMayWithdraw(charge, { by: session.actor, isFinance, receivedBy, standing });
    return this.takeBackCharge.reverse(charge, { ...taking, by: session.actor });
  }
}
