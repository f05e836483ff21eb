import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '@rotables/domain-kernel';
import { Shown, ShownOrNull } from '../../http/fields.js';
import type { RefundFact } from '../../projections/projections.js';
import type { LoanFact } from '../pool-facts.js';
import {
  dispositionOf,
  type InspectionNote,
  type RepairNote,
  type Reservation,
  type RmaCase,
  type TestNote,
  type TriageNote,
} from '../rma-case.js';
import type { EntitlementFact, QuoteFact } from '../service-facts.js';
import type { CaseStatus } from './rma-case.dto.js';

export class CaseView {
  @Shown('FR-20130416-0007') faultNumber!: string;
  @Shown('9VS3FM1J') serial!: string;
  @Shown('DL') city!: string;
  @ShownOrNull('string', 'ST31500541AS') model!: string | null;
  @Shown(false, 'No registration of the serial was known when the fault was reported.') unknownSerial!: boolean;
  @Shown('Sun Li') reporterName!: string;
  @Shown('0411-5550-0101') reporterPhone!: string;
  @ShownOrNull('string', '0411-5550-0101') customerPhone!: string | null;
  @ShownOrNull('string') plate!: string | null;
  @Shown('No signal since this morning.') symptom!: string;
  @Shown('normal') severity!: string;
  @Shown('product-fault') cause!: string;
  @Shown(true) serviceFeePaid!: boolean;
  @Shown('2013-04-16T02:10:00.000Z') reportedAt!: string;
  @Shown('zhang.wei') reportedBy!: string;
  @Shown('open', 'open, resolved (the customer is served) or closed (and the unit has come to rest).')
  status!: CaseStatus;
  @Shown('received', 'Where the unit is on its way.') state!: string;
  @Shown('2013-04-18T02:10:00.000Z') stateSince!: string;
  @ShownOrNull('object') triage!: TriageNote | null;
  @ShownOrNull('string', 'SY') site!: string | null;
  @ShownOrNull('string', '2013-04-18T02:10:00.000Z') receivedAt!: string | null;
  @ShownOrNull('object') inspection!: InspectionNote | null;
  @ShownOrNull('object') repair!: RepairNote | null;
  @ShownOrNull('object') test!: TestNote | null;
  @Shown('customer') unitOwner!: string;
  @ShownOrNull('string') unitDisposition!: string | null;
  @ShownOrNull('object', { outcome: 'formal-replacement', reference: 'LN-20130416-0001', proposal: 2 })
  reservation!: Reservation | null;
  @ShownOrNull('string') resolution!: string | null;
  @ShownOrNull('string') resolvedAt!: string | null;
  @ShownOrNull('string') closedAt!: string | null;
  @Shown(3, 'The sequence of its last event.') version!: number;
}

export class CasePage {
  @ApiProperty({ type: [CaseView] }) items!: readonly CaseView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

/** A case with what the other services told of it and with its documents. */
export class CaseDetail extends CaseView {
  @ShownOrNull('object', { entitlementId: 'EN-20130416-0007', kind: 'repair', rule: 'W2' })
  entitlement!: EntitlementFact | null;
  @Shown([{ quoteNumber: 'QT-20130418-0001', totalFen: 28000, state: 'confirmed' }]) quotes!: readonly QuoteFact[];
  @Shown([{ loanNumber: 'LN-20130416-0001', serial: 'SP-ST31500541AS-0003', state: 'out' }])
  loans!: readonly LoanFact[];
  @Shown([]) refunds!: readonly RefundFact[];
  @Shown(['DO-20130416-0001']) dispatchOrders!: readonly string[];
  @Shown(['NT-20130416-0001']) spareReplacementNotices!: readonly string[];
  @Shown([]) receiptExceptions!: readonly string[];
  @Shown([]) vendorReturns!: readonly string[];
  @Shown([]) scrapRecords!: readonly string[];
}

export class TimelineItem {
  @Shown('2013-04-16T02:10:00.000Z', 'Business time.') occurredAt!: string;
  @Shown('2013-04-16T02:10:03.120Z', 'When the service recorded it.') recordedAt!: string;
  @Shown('rma') service!: string;
  @Shown('rma.fault-reported.v1') type!: string;
  @Shown('FR-20130416-0007', 'The document that it is about.') document!: string;
  @Shown('zhang.wei') actor!: string;
  @Shown('Sun Li reported a normal fault of 9VS3FM1J: No signal since this morning.') sentence!: string;
  @ApiProperty({ type: Object, description: 'The fields of the event that the sentence names, as they came.' })
  facts!: JsonObject;
}

export class TimelinePage {
  @ApiProperty({ type: [TimelineItem] }) items!: readonly TimelineItem[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function statusOf({ resolution, closedAt }: Pick<RmaCase, 'resolution' | 'closedAt'>): CaseStatus {
  if (closedAt) return 'closed';
  return resolution ? 'resolved' : 'open';
}

export function viewOf(rmaCase: RmaCase): CaseView {
  const { reportedAt, stateSince, receivedAt, resolvedAt, closedAt, ...same } = rmaCase;
  return {
    ...same,
    unknownSerial: rmaCase.model === null,
    reportedAt: reportedAt.toISOString(),
    status: statusOf(rmaCase),
    stateSince: stateSince.toISOString(),
    receivedAt: receivedAt?.toISOString() ?? null,
    unitDisposition: dispositionOf(rmaCase),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
  };
}

/** What belongs to a case besides itself. */
export type CaseSurroundings = Omit<CaseDetail, keyof CaseView>;

export function detailOf(rmaCase: RmaCase, surroundings: CaseSurroundings): CaseDetail {
  return { ...viewOf(rmaCase), ...surroundings };
}

/** An entry of the timeline as it is stored. */
export interface TimelineRow {
  readonly id: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly service: string;
  readonly type: string;
  readonly key: string;
  readonly actor: string;
  readonly sentence: string;
  readonly facts: JsonObject;
}

export function timelineItemOf(row: TimelineRow): TimelineItem {
  return {
    occurredAt: new Date(row.occurred_at).toISOString(),
    recordedAt: new Date(row.recorded_at).toISOString(),
    service: row.service,
    type: row.type,
    document: row.key,
    actor: row.actor,
    sentence: row.sentence,
    facts: row.facts,
  };
}
