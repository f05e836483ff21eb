import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { ensureCityInScope, parseActorId, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { reassignDispatchOrder, type DispatchOrder } from '../dispatch-order.js';
import { DispatchOrders } from '../dispatch-order.repository.js';

export interface ReassignDispatchOrderCommand {
  readonly dispatchNumber: string;
  readonly technician: string;
  readonly reason: string;
  readonly reassignedAt: string | undefined;
}

/** Command: another technician goes to the customer (R3). */
@Injectable()
export class ReassignDispatchOrder {
  constructor(
    private readonly orders: DispatchOrders,
    private readonly directory: Directory,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: ReassignDispatchOrderCommand, by: Session): Promise<DispatchOrder> {
    const order = await this.orders.load(command.dispatchNumber);
    const { city } = order;
    ensureCityInScope(by, city);
    const reassignedAt = this.time.stated('reassignedAt', command.reassignedAt);
    const wanted = { roles: ['technician'], city } as const;
    const { account } = await this.directory.ensurePerson(command.technician, 'technician', wanted);
    const technician = parseActorId(account, 'technician');
    const reassignment = { technician, reason: command.reason, reassignedAt, reassignedBy: by.actor };
    return this.orders.save(reassignDispatchOrder(order, reassignment));
  }
}
