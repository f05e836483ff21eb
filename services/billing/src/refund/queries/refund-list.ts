import { Injectable } from '@nestjs/common';
import type { CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { equals, listPage, type ListRequest } from '../../storage/persistence/list-page.js';
import { RefundSchema } from '../persistence/refund.schema.js';
import { RefundNotFound } from '../refund.errors.js';
import type { Refund, RefundState } from '../refund.js';

export interface RefundFilter {
  readonly city?: CityCode | undefined;
  readonly state?: RefundState | undefined;
  readonly faultNumber?: string | undefined;
}

const list = {
  entity: RefundSchema,
  key: 'refundNumber',
  sortable: { proposedAt: 'instant', refundNumber: 'text', amountFen: 'number' },
  order: '-proposedAt',
} as const;

/** Queries: refunds. */
@Injectable()
export class RefundList {
  page({ city, state, faultNumber }: RefundFilter, request: ListRequest): Promise<CursorPage<Refund>> {
    const where = { ...equals('city', city), ...equals('state', state), ...equals('faultNumber', faultNumber) };
    return listPage(list, where, request, (row) => ({ ...row }));
  }

  /** Throws RefundNotFound. */
  async get(refundNumber: string): Promise<Refund> {
    const row = await UnitOfWork.current().findOne(RefundSchema, { refundNumber });
    if (!row) throw new RefundNotFound(refundNumber);
    return { ...row };
  }
}
