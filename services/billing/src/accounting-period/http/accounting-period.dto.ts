import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { HappenedAtField, OptionalTextField, TextField } from '../../http/fields.js';
import { periodLifecycle, type AccountingPeriod, type CarryForward, type PeriodState } from '../accounting-period.js';

const mostCarriedForward = 5_000;

export class CarryForwardBody {
  @TextField('charge-unpaid:CH-20130425-0001', 'An exception of GET /v1/matching.')
  exceptionId!: string;

  @TextField('The customer pays at the end of May.', 'Why it stays open.', 2_000)
  reason!: string;

  @TextField('zhang.wei', 'Who answers for it, by name.')
  owner!: string;
}

export class ClosePeriodBody {
  @ApiProperty({ type: [CarryForwardBody], description: 'Everything that is open, by name; empty when nothing is.' })
  @IsArray()
  @ArrayMaxSize(mostCarriedForward)
  @ValidateNested({ each: true })
  @Type(() => CarryForwardBody)
  carryForward!: CarryForwardBody[];

  @HappenedAtField('2013-05-02T02:00:00.000Z')
  closedAt?: string;
}

export class PeriodsQuery extends PageQuery {
  @OptionalTextField('-period', 'period, or -period from the last on.', 40)
  sort?: string;
}

export class CarriedForwardView {
  @ApiProperty({ example: 'charge-unpaid:CH-20130425-0001' }) exceptionId!: string;
  @ApiProperty({ example: 'The customer pays at the end of May.' }) reason!: string;
  @ApiProperty({ example: 'zhang.wei' }) owner!: string;
}

export class AccountingPeriodView {
  @ApiProperty({ example: '2013-04' }) period!: string;
  @ApiProperty({ enum: periodLifecycle.states, example: 'closed' }) state!: PeriodState;
  @ApiProperty({ type: String, nullable: true, example: 'qian.hui' }) closedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2013-05-02T02:00:00.000Z' })
  closedAt!: Date | null;
  @ApiProperty({ type: [CarriedForwardView] }) carriedForward!: readonly CarriedForwardView[];
}

export class AccountingPeriodPage {
  @ApiProperty({ type: [AccountingPeriodView] }) items!: readonly AccountingPeriodView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function periodView(period: AccountingPeriod, carried: readonly CarryForward[]): AccountingPeriodView {
  const { version: _version, ...shown } = period;
  return {
    ...shown,
    carriedForward: carried.map(({ exceptionId, reason, owner }) => ({ exceptionId, reason, owner })),
  };
}
