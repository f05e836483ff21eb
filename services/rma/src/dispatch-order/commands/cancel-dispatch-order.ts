import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { cancelDispatchOrder, type DispatchOrder } from '../dispatch-order.js';
import { DispatchOrders } from '../dispatch-order.repository.js';

export interface CancelDispatchOrderCommand {
  readonly dispatchNumber: string;
  readonly reason: string;
  readonly cancelledAt: string | undefined;
}

/** Command: nobody goes to the customer (R3). */
@Injectable()
export class CancelDispatchOrder {
  constructor(
    private readonly orders: DispatchOrders,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: CancelDispatchOrderCommand, by: Session): Promise<DispatchOrder> {
    const order = await this.orders.load(command.dispatchNumber);
    ensureCityInScope(by, order.city);
    const cancelledAt = this.time.stated('cancelledAt', command.cancelledAt);
    const { reason } = command;
    return this.orders.save(cancelDispatchOrder(order, { reason, cancelledAt, cancelledBy: by.actor }));
  }
}
