import { Injectable } from '@nestjs/common';
import type { InferEntity } from '@mikro-orm/postgresql';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { equalTo, findPage, type TableList } from '../../persistence/find-page.js';
import { viewOf, type ScrapQuery, type ScrapView } from '../http/scrap-record.dto.js';
import { ScrapAppraisalSchema, ScrapRecordSchema } from '../persistence/scrap-record.schema.js';
import { ScrapRecordNotFound } from '../scrap-record.errors.js';
import type { Appraisal } from '../scrap-record.js';

type ScrapRow = InferEntity<typeof ScrapRecordSchema>;

const list: TableList<ScrapRow> = {
  entity: ScrapRecordSchema,
  table: 'scrap_record',
  idColumn: 'scrap_number',
  sorts: {
    proposedAt: { column: 'proposed_at', type: 'timestamptz' },
    valueFen: { column: 'value_fen', type: 'bigint' },
    scrapNumber: { column: 'scrap_number', type: 'text' },
  },
  usualSort: '-proposedAt',
};

@Injectable()
export class ScrapQueries {
  async list(query: ScrapQuery): Promise<CursorPage<ScrapView>> {
    const conditions = [
      equalTo('fault_number', query.faultNumber),
      equalTo('serial', query.serial),
      equalTo('city', query.city),
      equalTo('state', query.state),
      equalTo('hold', query.hold),
    ].flat();
    const page = await findPage(list, conditions, query, (row) => row);
    const appraisals = await this.appraisals(page.items.map(({ scrapNumber }) => scrapNumber));
    const items = page.items.map((row) => viewOf({ ...row, appraisals: appraisals.get(row.scrapNumber) ?? [] }));
    return { items, nextCursor: page.nextCursor };
  }

  async get(scrapNumber: string): Promise<ScrapView> {
    const row = await UnitOfWork.current().findOne(ScrapRecordSchema, { scrapNumber });
    if (!row) throw new ScrapRecordNotFound(scrapNumber);
    return viewOf({ ...row, appraisals: (await this.appraisals([scrapNumber])).get(scrapNumber) ?? [] });
  }

  private async appraisals(scrapNumbers: readonly string[]): Promise<ReadonlyMap<string, readonly Appraisal[]>> {
    const rows = await UnitOfWork.current().find(
      ScrapAppraisalSchema,
      { scrapNumber: { $in: [...scrapNumbers] } },
      { orderBy: { appraisedAt: 'asc', appraiser: 'asc' } },
    );
    return Map.groupBy(rows, ({ scrapNumber }) => scrapNumber);
  }
}
