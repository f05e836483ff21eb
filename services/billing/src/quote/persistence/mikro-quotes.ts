import { Injectable } from '@nestjs/common';
import { quoteIssuedV1 } from '@rotables/contracts';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { saveAggregate } from '../../storage/persistence/aggregate-rows.js';
import { QuoteNotFound } from '../quote.errors.js';
import type { Quote, QuoteDecision } from '../quote.js';
import { Quotes } from '../quote.repository.js';
import { QuoteSchema } from './quote.schema.js';

@Injectable()
export class MikroQuotes extends Quotes {
  override async load(quoteNumber: string): Promise<Quote> {
    return { ...(await lockRow(QuoteSchema, { quoteNumber }, () => new QuoteNotFound(quoteNumber))) };
  }

  override save({ state, events }: QuoteDecision): Promise<Quote> {
    const { quoteNumber, city } = state;
    const row = { entity: QuoteSchema, where: { quoteNumber }, topic: quoteIssuedV1.topic, key: quoteNumber, city };
    return saveAggregate(row, state, events);
  }

  override async standingFor(faultNumber: string): Promise<readonly Quote[]> {
    const rows = await UnitOfWork.current().find(
      QuoteSchema,
      { faultNumber, state: { $in: ['open', 'confirmed'] } },
      { orderBy: { issuedAt: 'desc', quoteNumber: 'desc' }, disableIdentityMap: true },
    );
    return rows.map((row) => ({ ...row }));
  }
}
