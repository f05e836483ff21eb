import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { bookRefund } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import type { PaymentMethod } from '../../receipt/receipt.js';
import { approveRefund, rejectRefund, type Refund } from '../refund.js';
import { Refunds } from '../refund.repository.js';

/** Commands: a second person approves the refund, and it is paid, or rejects it (B3). */
@Injectable()
export class DecideRefund {
  constructor(
    private readonly refunds: Refunds,
    private readonly journal: Journal,
  ) {}

  async approve(
    refundNumber: string,
    approval: { readonly at: Date; readonly method: PaymentMethod },
    session: Session,
  ): Promise<Refund> {
    const refund = await this.load(refundNumber, session);
    const paid = await this.refunds.save(approveRefund(refund, { ...approval, by: session.actor }));
    await this.journal.write(bookRefund(paid, businessDateOf(approval.at)));
    return paid;
  }

  async reject(
    refundNumber: string,
    rejection: { readonly at: Date; readonly reason: string },
    session: Session,
  ): Promise<Refund> {
    const refund = await this.load(refundNumber, session);
    return this.refunds.save(rejectRefund(refund, { ...rejection, by: session.actor }));
  }

  private async load(refundNumber: string, session: Session): Promise<Refund> {
    const refund = await this.refunds.load(refundNumber);
    ensureCityInScope(session, refund.city);
    return refund;
  }
}
