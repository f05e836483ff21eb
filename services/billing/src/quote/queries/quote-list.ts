import { Injectable } from '@nestjs/common';
import type { CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { equals, listPage, type ListRequest } from '../../storage/persistence/list-page.js';
import { ofSerial } from '../../storage/persistence/of-serial.js';
import { QuoteSchema } from '../persistence/quote.schema.js';
import { QuoteNotFound } from '../quote.errors.js';
import type { Quote, QuoteState } from '../quote.js';

export interface QuoteFilter {
  readonly city?: CityCode | undefined;
  readonly state?: QuoteState | undefined;
  readonly faultNumber?: string | undefined;
  readonly serial?: string | undefined;
}

const list = {
  entity: QuoteSchema,
  key: 'quoteNumber',
  sortable: { issuedAt: 'instant', quoteNumber: 'text', totalFen: 'number' },
  order: '-issuedAt',
} as const;

/** Queries: quotes. */
@Injectable()
export class QuoteList {
  page({ city, state, faultNumber, serial }: QuoteFilter, request: ListRequest): Promise<CursorPage<Quote>> {
    const where = {
      ...equals('city', city),
      ...equals('state', state),
      ...equals('faultNumber', faultNumber),
      ...(serial === undefined ? {} : ofSerial(serial)),
    };
    return listPage(list, where, request, (row) => ({ ...row }));
  }

  /** Throws QuoteNotFound. */
  async get(quoteNumber: string): Promise<Quote> {
    const row = await UnitOfWork.current().findOne(QuoteSchema, { quoteNumber });
    if (!row) throw new QuoteNotFound(quoteNumber);
    return { ...row };
  }
}
