import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import { IsOptional, Matches } from 'class-validator';
import {
  FaultNumber,
  OneOf,
  OptionalCity,
  OptionalFaultNumber,
  OptionalOneOf,
  OptionalText,
  Shown,
  ShownOrNull,
  StatedInstant,
  Text,
} from '../../http/fields.js';
import { repairResults, type RepairResult } from '../../rma-case/rma-case.js';
import { vendorReturnLifecycle, type VendorReturn } from '../vendor-return.js';

export class SendToVendorBody {
  @FaultNumber() faultNumber!: string;
  @Text('Seagate', 'To whom it goes.') vendor!: string;
  @StatedInstant() sentAt?: string;
}

export class ReceiveFromVendorBody {
  @OneOf(repairResults, 'repaired', 'R7') result!: RepairResult;
  @StatedInstant() receivedAt?: string;
}

export class VendorReturnQuery extends PageQuery {
  @OptionalFaultNumber() faultNumber?: string;
  @OptionalText('9VS3FM1J', 'Only of this unit.', 80) serial?: string;
  @OptionalCity() city?: string;
  @OptionalText('Seagate', 'Only of this vendor.') vendor?: string;
  @OptionalOneOf(vendorReturnLifecycle.states, 'sent', 'Only in this state.') state?: string;

  @ApiPropertyOptional({
    example: '2013-05-31',
    description: 'Only what was due back before this day and is not back yet.',
  })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date like "2013-05-31"' })
  overdueAsOf?: string;

  @OptionalText('dueBackOn', 'sentAt, dueBackOn or vendorReturnNumber; "-" before it for the last first.', 40)
  sort?: string;
}

export class VendorReturnView {
  @Shown('VR-20130420-0001') vendorReturnNumber!: string;
  @Shown('FR-20130416-0007') faultNumber!: string;
  @Shown('9VS3FM1J') serial!: string;
  @Shown('DL') city!: string;
  @Shown('Seagate') vendor!: string;
  @Shown('liu.yang') sentBy!: string;
  @Shown('2013-04-20T02:10:00.000Z') sentAt!: string;
  @Shown('2013-05-20') dueBackOn!: string;
  @Shown('sent') state!: string;
  @ShownOrNull('string') result!: string | null;
  @ShownOrNull('string') receivedBy!: string | null;
  @ShownOrNull('string') receivedAt!: string | null;
}

export class VendorReturnPage {
  @ApiProperty({ type: [VendorReturnView] }) items!: readonly VendorReturnView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function viewOf({ version: _version, sentAt, receivedAt, ...same }: VendorReturn): VendorReturnView {
  return { ...same, sentAt: sentAt.toISOString(), receivedAt: receivedAt?.toISOString() ?? null };
}
