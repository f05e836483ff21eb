import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { ensureCityInScope, parseActorId, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { ensureVisitPossible } from '../../rma-case/case-intake.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { OpenDispatchOrderExists } from '../dispatch-order.errors.js';
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
    private readonly directory: Directory,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: IssueDispatchOrderCommand, by: Session): Promise<DispatchOrder> {
    const rmaCase = await this.cases.load(command.faultNumber);
    const { faultNumber, serial, city } = rmaCase;
    ensureCityInScope(by, city);
    const issuedAt = this.time.stated('issuedAt', command.issuedAt);
    ensureVisitPossible(rmaCase, issuedAt);
    const open = await this.orders.findOpen(faultNumber);
    if (open) throw new OpenDispatchOrderExists(faultNumber, open.dispatchNumber);
    const wanted = { roles: ['technician'], city } as const;
    const { account } = await this.directory.ensurePerson(command.technician, 'technician', wanted);
    const technician = parseActorId(account, 'technician');
    const dispatchNumber = await this.numbers.next(documentSeries.dispatchOrder, issuedAt);
    const issuedBy = by.actor;
    return this.orders.add(
      issueDispatchOrder({ ...command, dispatchNumber, serial, city, technician, issuedBy, issuedAt }),
    );
  }
}
