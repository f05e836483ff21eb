import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { bookRefund } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import type { PaymentMethod } from '../../receipt/receipt.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { approveRefund, rejectRefund, type Refund } from '../refund.js';
import { Refunds } from '../refund.repository.js';

/** Commands: a second person approves the refund, and it is paid, or rejects it (B3). */
@Injectable()
export class DecideRefund {
  constructor(
    private readonly refunds: Refunds,
    private readonly cases: RmaCases,
    private readonly units: CoveredUnits,
    private readonly journal: Journal,
  ) {}

  async approve(
    refundNumber: string,
    approval: { readonly at: Date; readonly method: PaymentMethod },
    session: Session,
  ): Promise<Refund> {
    const refund = await this.load(refundNumber, session);
    const rmaCase = await this.cases.load(refund.faultNumber);
    const isGeneralManager = session.roles.includes('general-manager');
    const decision = approveRefund(refund, { ...approval, by: session.actor, isGeneralManager, rmaCase });
    const paid = await this.refunds.save(decision);
    await this.units.refunded(paid.serial, paid.refundNumber);
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
