import { Injectable } from '@nestjs/common';
import { addDays, instantOf, parseBusinessDate } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, type CursorPage, type PageQuery } from '@rotables/service-host';
import { sql } from 'kysely';
import { equalTo, findPage, type Condition, type TableList } from '../../persistence/find-page.js';
import { Projections } from '../../projections/projections.js';
import type { CaseQuery, CaseStatus } from '../http/rma-case.dto.js';
import {
  detailOf,
  timelineItemOf,
  viewOf,
  type CaseDetail,
  type CaseView,
  type TimelineItem,
  type TimelineRow,
} from '../http/rma-case.view.js';
import { RmaCaseSchema } from '../persistence/rma-case.schema.js';
import { RmaCaseNotFound } from '../rma-case.errors.js';
import type { RmaCase } from '../rma-case.js';

const ofStatus: Readonly<Record<CaseStatus, Condition>> = {
  open: sql`resolution is null`,
  resolved: sql`resolution is not null and closed_at is null`,
  closed: sql`closed_at is not null`,
};

const cases: TableList<RmaCase> = {
  entity: RmaCaseSchema,
  table: 'rma_case',
  idColumn: 'fault_number',
  sorts: {
    reportedAt: { column: 'reported_at', type: 'timestamptz' },
    faultNumber: { column: 'fault_number', type: 'text' },
    serial: { column: 'serial', type: 'text' },
    city: { column: 'city', type: 'text' },
  },
  usualSort: '-reportedAt',
};

interface DocumentRow {
  readonly kind: 'dispatchOrders' | 'spareReplacementNotices' | 'receiptExceptions' | 'vendorReturns' | 'scrapRecords';
  readonly number: string;
}

/** Finds cases and tells everything about one (R1, R11). */
@Injectable()
export class RmaCaseQueries {
  constructor(private readonly projections: Projections) {}

  async list(query: CaseQuery): Promise<CursorPage<CaseView>> {
    return findPage(cases, conditionsOf(query), query, viewOf);
  }

  async get(faultNumber: string): Promise<CaseDetail> {
    const rmaCase = await this.seen(faultNumber);
    const facts = await this.projections.serviceFacts(faultNumber);
    const loans = await this.projections.loans(faultNumber);
    const refunds = await this.projections.refunds(faultNumber);
    const documents = await this.documents(faultNumber);
    const model = rmaCase.model ?? (await this.projections.unit(rmaCase.serial))?.model ?? null;
    return detailOf({ ...rmaCase, model }, { ...facts, loans, refunds, ...documents });
  }

  async timeline(faultNumber: string, { cursor, limit }: PageQuery): Promise<CursorPage<TimelineItem>> {
    await this.seen(faultNumber);
    const [occurredAt, id] = decodeCursor(cursor, ['instant', 'bigint']) ?? ['-infinity', '0'];
    const { rows } = await UnitOfWork.preparedQuery<TimelineRow>(
      'case-timeline-page',
      `select id::text, occurred_at::text, recorded_at::text, service, type, key, actor, sentence, facts from case_timeline
       where fault_number = $1 and (occurred_at, id) > ($2::text::timestamptz, $3::text::bigint)
       order by occurred_at, id limit $4`,
      [faultNumber, occurredAt, id, limit + 1],
    );
    return cursorPage(rows, limit, (row) => [row.occurred_at, row.id], timelineItemOf);
  }

  private async seen(faultNumber: string): Promise<RmaCase> {
    const row = await UnitOfWork.current().findOne(RmaCaseSchema, { faultNumber });
    if (!row) throw new RmaCaseNotFound(faultNumber);
    return row;
  }

  private async documents(faultNumber: string): Promise<Record<DocumentRow['kind'], readonly string[]>> {
    const { rows } = await UnitOfWork.preparedQuery<DocumentRow & Record<string, unknown>>(
      'case-documents',
      `select 'dispatchOrders' as kind, dispatch_number as number from dispatch_order where fault_number = $1
       union all select 'spareReplacementNotices', notice_number from spare_replacement_notice where fault_number = $1
       union all select 'receiptExceptions', exception_number from receipt_exception where fault_number = $1
       union all select 'vendorReturns', vendor_return_number from vendor_return where fault_number = $1
       union all select 'scrapRecords', scrap_number from scrap_record where fault_number = $1 order by 2`,
      [faultNumber],
    );
    const of = (kind: DocumentRow['kind']): string[] =>
      rows.filter((row) => row.kind === kind).map(({ number }) => number);
    return {
      dispatchOrders: of('dispatchOrders'),
      spareReplacementNotices: of('spareReplacementNotices'),
      receiptExceptions: of('receiptExceptions'),
      vendorReturns: of('vendorReturns'),
      scrapRecords: of('scrapRecords'),
    };
  }
}

function conditionsOf(query: CaseQuery): readonly Condition[] {
  const { phone, plate, status, reportedFrom, reportedTo } = query;
  const conditions = [
    equalTo('fault_number', query.faultNumber),
    query.serial === undefined ? [] : [sql`serial_key = serial_key(${query.serial})`],
    plate === undefined ? [] : [sql`plate_key = plate_key(${plate})`],
    equalTo('city', query.city),
    equalTo('state', query.state),
    equalTo('resolution', query.resolution),
    equalTo('severity', query.severity),
  ].flat();
  if (status !== undefined) conditions.push(ofStatus[status]);
  if (phone !== undefined)
    conditions.push(sql`(reporter_phone_key = phone_key(${phone}) or customer_phone_key = phone_key(${phone}))`);
  if (reportedFrom !== undefined) {
    conditions.push(sql`reported_at >= ${instantOf(parseBusinessDate(reportedFrom, 'reportedFrom'))}`);
  }
  if (reportedTo !== undefined) {
    conditions.push(sql`reported_at < ${instantOf(addDays(parseBusinessDate(reportedTo, 'reportedTo'), 1))}`);
  }
  return conditions;
}
