import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { equalTo, findPage, type TableList } from '../../persistence/find-page.js';
import { viewOf, type ReceiptExceptionQuery, type ReceiptExceptionView } from '../http/receipt-exception.dto.js';
import { ReceiptExceptionSchema } from '../persistence/receipt-exception.schema.js';
import { ReceiptExceptionNotFound } from '../receipt-exception.errors.js';
import type { ReceiptException } from '../receipt-exception.js';

const list: TableList<ReceiptException> = {
  entity: ReceiptExceptionSchema,
  table: 'receipt_exception',
  idColumn: 'exception_number',
  sorts: {
    openedAt: { column: 'opened_at', type: 'timestamptz' },
    exceptionNumber: { column: 'exception_number', type: 'text' },
  },
  usualSort: 'openedAt',
};

@Injectable()
export class ReceiptExceptionQueries {
  async list(query: ReceiptExceptionQuery): Promise<CursorPage<ReceiptExceptionView>> {
    const conditions = [
      equalTo('fault_number', query.faultNumber),
      equalTo('scanned_serial', query.scannedSerial),
      equalTo('exception_kind', query.exceptionKind),
      equalTo('site', query.site),
      equalTo('city', query.city),
      equalTo('state', query.state),
    ].flat();
    return findPage(list, conditions, query, viewOf);
  }

  async get(exceptionNumber: string): Promise<ReceiptExceptionView> {
    const row = await UnitOfWork.current().findOne(ReceiptExceptionSchema, { exceptionNumber });
    if (!row) throw new ReceiptExceptionNotFound(exceptionNumber);
    return viewOf(row);
  }
}
