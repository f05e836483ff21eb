import { Injectable } from '@nestjs/common';
import { ensureCityInScope, parseActorId, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { ensureVisitPossible } from '../../rma-case/case-intake.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { issueDispatchOrder, type DispatchOrder, type DispatchOrderIssue } from '../dispatch-order.js';
import { DispatchOrders } from '../dispatch-order.repository.js';

export interface IssueDispatchOrderCommand extends Pick<
  DispatchOrderIssue,
  'faultNumber' | 'cause' | 'nature' | 'category' | 'place' | 'sparesAndTools'
> {
  readonly technician: string;
  readonly issuedAt: string | undefined;
}

/** Command: a technician is sent to the customer, after remote diagnosis (R3). */
@Injectable()
export class IssueDispatchOrder {
  constructor(
    private readonly orders: DispatchOrders,
    private readonly cases: RmaCases,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: IssueDispatchOrderCommand, by: Session): Promise<DispatchOrder> {
    const { serial, city, ...rmaCase } = await this.cases.load(command.faultNumber);
    ensureCityInScope(by, city);
    const technician = parseActorId(command.technician, 'technician');
    const issuedAt = this.time.stated('issuedAt', command.issuedAt);
    ensureVisitPossible(rmaCase, issuedAt);
    const dispatchNumber = await this.numbers.next(documentSeries.dispatchOrder, issuedAt);
    const issuedBy = by.actor;
    return this.orders.add(
      issueDispatchOrder({ ...command, dispatchNumber, serial, city, technician, issuedBy, issuedAt }),
    );
  }
}
