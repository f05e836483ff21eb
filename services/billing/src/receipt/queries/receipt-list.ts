import { Injectable } from '@nestjs/common';
import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { between, equals, listPage, type ListRequest } from '../../storage/persistence/list-page.js';
import { ReceiptSchema } from '../persistence/receipt.schema.js';
import { ReceiptNotFound } from '../receipt.errors.js';
import type { PaymentMethod, Receipt } from '../receipt.js';

export interface ReceiptFilter {
  readonly city?: CityCode | undefined;
  readonly chargeNumber?: string | undefined;
  readonly faultNumber?: string | undefined;
  readonly method?: PaymentMethod | undefined;
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
}

const list = {
  entity: ReceiptSchema,
  key: 'receiptNumber',
  sortable: { receivedAt: 'instant', receiptNumber: 'text', amountFen: 'number' },
  order: '-receivedAt',
} as const;

/** Queries: receipts. */
@Injectable()
export class ReceiptList {
  page(filter: ReceiptFilter, request: ListRequest): Promise<CursorPage<Receipt>> {
    const where = {
      ...equals('city', filter.city),
      ...equals('chargeNumber', filter.chargeNumber),
      ...equals('faultNumber', filter.faultNumber),
      ...equals('method', filter.method),
      ...between('receivedOn', filter.from, filter.to),
    };
    return listPage(list, where, request, (row) => ({ ...row }));
  }

  /** Throws ReceiptNotFound. */
  async get(receiptNumber: string): Promise<Receipt> {
    const row = await UnitOfWork.current().findOne(ReceiptSchema, { receiptNumber });
    if (!row) throw new ReceiptNotFound(receiptNumber);
    return { ...row };
  }
}
