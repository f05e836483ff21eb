import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { equalTo, findPage, type TableList } from '../../persistence/find-page.js';
import { viewOf, type DispatchOrderQuery, type DispatchOrderView } from '../http/dispatch-order.dto.js';
import { DispatchOrderSchema } from '../persistence/dispatch-order.schema.js';
import { DispatchOrderNotFound } from '../dispatch-order.errors.js';
import type { DispatchOrder } from '../dispatch-order.js';

const list: TableList<DispatchOrder> = {
  entity: DispatchOrderSchema,
  table: 'dispatch_order',
  idColumn: 'dispatch_number',
  sorts: {
    issuedAt: { column: 'issued_at', type: 'timestamptz' },
    dispatchNumber: { column: 'dispatch_number', type: 'text' },
  },
  usualSort: '-issuedAt',
};

@Injectable()
export class DispatchOrderQueries {
  async list(query: DispatchOrderQuery): Promise<CursorPage<DispatchOrderView>> {
    const conditions = [
      equalTo('fault_number', query.faultNumber),
      equalTo('technician', query.technician),
      equalTo('city', query.city),
      equalTo('state', query.state),
    ].flat();
    return findPage(list, conditions, query, viewOf);
  }

  async get(dispatchNumber: string): Promise<DispatchOrderView> {
    const row = await UnitOfWork.current().findOne(DispatchOrderSchema, { dispatchNumber });
    if (!row) throw new DispatchOrderNotFound(dispatchNumber);
    return viewOf(row);
  }
}
