import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import { repairOnSite } from '../../rma-case/case-outcome.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { completeDispatchOrder, type DispatchOrder, type VisitReport } from '../dispatch-order.js';
import { DispatchOrders } from '../dispatch-order.repository.js';

export interface CompleteDispatchOrderCommand extends Omit<VisitReport, 'completedAt' | 'by'> {
  readonly dispatchNumber: string;
  readonly completedAt: string | undefined;
}

/** Command: the visit ended, signed by the customer, as its technician or his branch reports it; a repair on site serves him there and then (R3). */
@Injectable()
export class CompleteDispatchOrder {
  constructor(
    private readonly orders: DispatchOrders,
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly time: BusinessTime,
  ) {}

  async execute({ dispatchNumber, ...command }: CompleteDispatchOrderCommand, by: Session): Promise<DispatchOrder> {
    const order = await this.orders.load(dispatchNumber);
    ensureCityInScope(by, order.city);
    const completedAt = this.time.stated('completedAt', command.completedAt);
    const rmaCase = await this.cases.load(order.faultNumber);
    const reportedOn = businessDateOf(rmaCase.reportedAt);
    const completed = await this.orders.save(completeDispatchOrder(order, { ...command, completedAt, by }, reportedOn));
    if (command.repairedOnSite) await this.resolveCase(rmaCase, order, command.actionTaken, completedAt);
    return completed;
  }

  private async resolveCase(
    rmaCase: RmaCase,
    { faultNumber, technician }: DispatchOrder,
    actionTaken: string,
    completedAt: Date,
  ): Promise<void> {
    const facts = await this.projections.serviceFacts(faultNumber);
    await this.cases.save(repairOnSite(rmaCase, { actionTaken, completedAt, technician }, facts));
  }
}
