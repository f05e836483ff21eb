import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { listPage, type ListRequest } from '../../storage/persistence/list-page.js';
import type { AccountingPeriod, CarryForward } from '../accounting-period.js';
import { AccountingPeriodSchema, CarriedForwardSchema } from '../persistence/accounting-period.schema.js';

export interface ListedPeriod extends AccountingPeriod {
  readonly carriedForward: readonly CarryForward[];
}

const list = { entity: AccountingPeriodSchema, key: 'period', sortable: { period: 'text' }, order: '-period' } as const;

/** Queries: accounting periods, with what they carried forward in the cities that the caller sees. */
@Injectable()
export class PeriodList {
  async page(request: ListRequest): Promise<CursorPage<ListedPeriod>> {
    const { items, nextCursor } = await listPage(list, {}, request, (row) => ({ ...row }));
    const carried = await UnitOfWork.current().find(
      CarriedForwardSchema,
      { period: { $in: items.map(({ period }) => period) } },
      { orderBy: { exceptionId: 'asc' } },
    );
    const byPeriod = Map.groupBy(carried, ({ period }) => period);
    return {
      items: items.map((item) => ({
        ...item,
        carriedForward: (byPeriod.get(item.period) ?? []).map(({ exceptionId, reason, owner }) => ({
          exceptionId,
          reason,
          owner,
        })),
      })),
      nextCursor,
    };
  }
}
