import { Injectable } from '@nestjs/common';
import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { between, equals, listPage, type ListRequest } from '../../storage/persistence/list-page.js';
import { HandoverNotFound } from '../handover.errors.js';
import type { Handover, HandoverState } from '../handover.js';
import { HandoverReceiptSchema, HandoverSchema } from '../persistence/handover.schema.js';

export interface HandoverFilter {
  readonly city?: CityCode | undefined;
  readonly state?: HandoverState | undefined;
  readonly late?: boolean | undefined;
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
}

const list = {
  entity: HandoverSchema,
  key: 'handoverNumber',
  sortable: { businessOn: 'day', handoverNumber: 'text', submittedAt: 'instant' },
  order: '-businessOn',
} as const;

/** Queries: hand-overs with their receipts. */
@Injectable()
export class HandoverList {
  async page({ city, state, late, from, to }: HandoverFilter, request: ListRequest): Promise<CursorPage<Handover>> {
    const where = {
      ...equals('city', city),
      ...equals('state', state),
      ...equals('late', late),
      ...between('businessOn', from, to),
    };
    const { items, nextCursor } = await listPage(list, where, request, (row) => ({ ...row }));
    const receipts = await receiptsOf(items.map(({ handoverNumber }) => handoverNumber));
    return {
      items: items.map((item) => ({ ...item, receiptNumbers: receipts.get(item.handoverNumber) ?? [] })),
      nextCursor,
    };
  }

  /** Throws HandoverNotFound. */
  async get(handoverNumber: string): Promise<Handover> {
    const row = await UnitOfWork.current().findOne(HandoverSchema, { handoverNumber });
    if (!row) throw new HandoverNotFound(handoverNumber);
    return { ...row, receiptNumbers: (await receiptsOf([handoverNumber])).get(handoverNumber) ?? [] };
  }
}

async function receiptsOf(handoverNumbers: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const where = { handoverNumber: { $in: [...handoverNumbers] } };
  const rows = await UnitOfWork.current().find(HandoverReceiptSchema, where, { orderBy: { receiptNumber: 'asc' } });
  const grouped = Map.groupBy(rows, ({ handoverNumber }) => handoverNumber);
  return new Map([...grouped].map(([number, listed]) => [number, listed.map(({ receiptNumber }) => receiptNumber)]));
}
