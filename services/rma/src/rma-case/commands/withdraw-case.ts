import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DispatchOrders } from '../../dispatch-order/dispatch-order.repository.js';
import { Projections } from '../../projections/projections.js';
import { withdrawCase } from '../case-intake.js';
import type { RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface WithdrawCaseCommand {
  readonly faultNumber: string;
  readonly reason: string;
  readonly withdrawnAt: string | undefined;
}

/** Command: a fault was reported by mistake, or twice (R1). */
@Injectable()
export class WithdrawCase {
  constructor(
    private readonly cases: RmaCases,
    private readonly orders: DispatchOrders,
    private readonly projections: Projections,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, reason, ...command }: WithdrawCaseCommand, by: Session): Promise<RmaCase> {
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    const withdrawnAt = this.time.stated('withdrawnAt', command.withdrawnAt);
    const loansOut = (await this.projections.loans(faultNumber)).filter(({ state }) => state === 'out');
    const order = await this.orders.findOpen(faultNumber);
    const followedBy = [...loansOut.map(({ loanNumber }) => loanNumber), ...(order ? [order.dispatchNumber] : [])];
    return this.cases.save(withdrawCase(rmaCase, { reason, withdrawnAt, withdrawnBy: by.actor, followedBy }));
  }
}
