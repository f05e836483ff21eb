import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  Flag,
  LongText,
  OneOf,
  OptionalCity,
  OptionalFaultNumber,
  OptionalOneOf,
  OptionalText,
  Serial,
  Shown,
  ShownOrNull,
  StatedInstant,
} from '../../http/fields.js';
import { appraisalDepartments, type AppraisalDepartment } from '../scrap-policy.js';
import {
  appraisalOpinions,
  scrapHoldStates,
  scrapLifecycle,
  scrapReasons,
  type Appraisal,
  type AppraisalOpinion,
  type ScrapReason,
  type ScrapRecord,
} from '../scrap-record.js';

const highestValueFen = 1_000_000_000;

export class ProposeScrapBody {
  @Serial() serial!: string;
  @OptionalFaultNumber('The case whose unit it is; left out for a unit of the pool without a case.')
  faultNumber?: string;
  @OptionalCity('The city that holds it; spare-pool knows it, so that it may be left out.') city?: string;
  @OneOf(scrapReasons, 'beyond-repair', 'R9') reason!: ScrapReason;

  @ApiPropertyOptional({
    example: 80_000,
    minimum: 0,
    maximum: highestValueFen,
    description:
      "The model's unit-price as of today, in fen; billing's fee schedule knows it, so that it may be left out.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(highestValueFen)
  valueFen?: number;

  @StatedInstant() proposedAt?: string;
}

export class AppraiseScrapBody {
  @OptionalOneOf(appraisalDepartments, 'materials', "The appraiser's, as the account says; may be left out.")
  department?: AppraisalDepartment;
  @Flag(true, 'Whether the appraiser leads; exactly one does, of the materials department.') lead!: boolean;
  @OneOf(appraisalOpinions, 'scrap', 'R9') opinion!: AppraisalOpinion;
  @LongText('The head stack is bent.', 'Why.') note!: string;
  @StatedInstant() appraisedAt?: string;
}

export class ApproveScrapBody {
  @StatedInstant() approvedAt?: string;
}

export class RejectScrapBody {
  @LongText('The vendor takes it back.', 'Why it is not scrapped.') reason!: string;
  @StatedInstant() rejectedAt?: string;
}

export class WithdrawScrapBody {
  @LongText('The unit was lost meanwhile.', 'Why it is not scrapped.') reason!: string;
  @StatedInstant() withdrawnAt?: string;
}

export class ExecuteScrapBody {
  @LongText('Shredded by a licensed recycler.', 'How it was disposed of.') method!: string;
  @LongText('Certificate 2013-114 of the recycler.', 'What proves it.') evidence!: string;
  @StatedInstant() executedAt?: string;
}

export class ScrapQuery extends PageQuery {
  @OptionalFaultNumber() faultNumber?: string;
  @OptionalText('9VS3FM1J', 'Only of this unit.', 80) serial?: string;
  @OptionalCity() city?: string;
  @OptionalOneOf(scrapLifecycle.states, 'proposed', 'Only in this state.') state?: string;
  @OptionalOneOf(scrapHoldStates, 'refused', 'Only where the pool answered so.') hold?: string;
  @OptionalText('-proposedAt', 'proposedAt, valueFen or scrapNumber; "-" before it for the last first.', 40)
  sort?: string;
}

export class AppraisalView {
  @Shown('sun.tao') appraiser!: string;
  @Shown('materials') department!: string;
  @Shown(true) lead!: boolean;
  @Shown('scrap') opinion!: string;
  @Shown('The head stack is bent.') note!: string;
  @Shown('2013-04-28T02:10:00.000Z') appraisedAt!: string;
}

export class ScrapView {
  @Shown('SC-20130428-0001') scrapNumber!: string;
  @Shown('9VS3FM1J') serial!: string;
  @ShownOrNull('string', 'ST31500541AS') model!: string | null;
  @Shown('DL') city!: string;
  @ShownOrNull('string', 'FR-20130416-0007') faultNumber!: string | null;
  @Shown('beyond-repair') reason!: string;
  @Shown(80_000) valueFen!: number;
  @Shown('liu.yang') proposedBy!: string;
  @Shown('2013-04-28T02:10:00.000Z') proposedAt!: string;
  @Shown('proposed') state!: string;
  @ApiProperty({ type: [AppraisalView] }) appraisals!: readonly AppraisalView[];
  @ShownOrNull('string') approvedBy!: string | null;
  @ShownOrNull('string') approvedAt!: string | null;
  @ShownOrNull('string', 'held') hold!: string | null;
  @ShownOrNull('string') holdRefusedPlace!: string | null;
  @ShownOrNull('string') rejectedBy!: string | null;
  @ShownOrNull('string') rejectedAt!: string | null;
  @ShownOrNull('string') rejectionReason!: string | null;
  @ShownOrNull('string') withdrawnBy!: string | null;
  @ShownOrNull('string') withdrawnAt!: string | null;
  @ShownOrNull('string') withdrawalReason!: string | null;
  @ShownOrNull('string') method!: string | null;
  @ShownOrNull('string') evidence!: string | null;
  @ShownOrNull('string') executedBy!: string | null;
  @ShownOrNull('string') executedAt!: string | null;
}

export class ScrapPage {
  @ApiProperty({ type: [ScrapView] }) items!: readonly ScrapView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function viewOf({ version: _version, ...record }: ScrapRecord): ScrapView {
  return {
    ...record,
    proposedAt: record.proposedAt.toISOString(),
    appraisals: record.appraisals.map(appraisalView),
    approvedAt: record.approvedAt?.toISOString() ?? null,
    rejectedAt: record.rejectedAt?.toISOString() ?? null,
    withdrawnAt: record.withdrawnAt?.toISOString() ?? null,
    executedAt: record.executedAt?.toISOString() ?? null,
  };
}

function appraisalView({ appraiser, department, lead, opinion, note, appraisedAt }: Appraisal): AppraisalView {
  return { appraiser, department, lead, opinion, note, appraisedAt: appraisedAt.toISOString() };
}
