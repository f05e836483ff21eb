import { Injectable } from '@nestjs/common';
import { parseBusinessDate } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { sql } from 'kysely';
import { equalTo, findPage, type TableList } from '../../persistence/find-page.js';
import { viewOf, type VendorReturnQuery, type VendorReturnView } from '../http/vendor-return.dto.js';
import { VendorReturnSchema } from '../persistence/vendor-return.schema.js';
import { VendorReturnNotFound } from '../vendor-return.errors.js';
import type { VendorReturn } from '../vendor-return.js';

const list: TableList<VendorReturn> = {
  entity: VendorReturnSchema,
  table: 'vendor_return',
  idColumn: 'vendor_return_number',
  sorts: {
    sentAt: { column: 'sent_at', type: 'timestamptz' },
    dueBackOn: { column: 'due_back_on', type: 'date' },
    vendorReturnNumber: { column: 'vendor_return_number', type: 'text' },
  },
  usualSort: 'dueBackOn',
};

@Injectable()
export class VendorReturnQueries {
  async list(query: VendorReturnQuery): Promise<CursorPage<VendorReturnView>> {
    const conditions = [
      equalTo('fault_number', query.faultNumber),
      equalTo('serial', query.serial),
      equalTo('vendor', query.vendor),
      equalTo('city', query.city),
      equalTo('state', query.state),
    ].flat();
    const { overdueAsOf } = query;
    if (overdueAsOf !== undefined) {
      conditions.push(sql`state = 'sent' and due_back_on < ${parseBusinessDate(overdueAsOf, 'overdueAsOf')}`);
    }
    return findPage(list, conditions, query, viewOf);
  }

  async get(vendorReturnNumber: string): Promise<VendorReturnView> {
    const row = await UnitOfWork.current().findOne(VendorReturnSchema, { vendorReturnNumber });
    if (!row) throw new VendorReturnNotFound(vendorReturnNumber);
    return viewOf(row);
  }
}
