import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import {
  cityField,
  entitlementKinds,
  faultCauses,
  modelField,
  serialField,
  type EntitlementKind,
  type FaultCause,
} from '@rotables/contracts';
import { termSources } from '../coverage-term.js';
import { PageQuery, SentText } from '@rotables/service-host';
import { coveredUnitSorts, type CoveredUnitSort } from '../queries/covered-unit-reads.js';

export class RegisterUnitBody {
  @SentText({ maxLength: serialField.maxLength ?? 64 }, { example: '9VS3FM1J' }) serial!: string;
  @SentText({ maxLength: modelField.maxLength ?? 100 }, { example: 'ST31500541AS' }) model!: string;
  @SentText(
    { pattern: cityField.pattern ?? '' },
    { example: 'DL', expectation: 'a city code like "DL", 2 to 5 capital letters' },
  )
  city!: string;
  @SentText({ maxLength: 40 }, { example: 'STD24' }) plan!: string;
  @ApiProperty({ example: '2013-04-01', description: 'The day the acceptance report was signed (W1).' })
  @IsString()
  acceptanceOn!: string;
  @ApiProperty({ example: '2013-04-10', description: 'Before acceptance where there was a trial run (W1).' })
  @IsString()
  installedOn!: string;
  @SentText({ maxLength: 200 }, { example: 'Dalian Harbour Logistics' }) customerName!: string;
  @SentText({ maxLength: 200 }, { example: '0411-5550-0101' }) customerPhone!: string;
  @SentText({ maxLength: 200 }, { example: 'C-2013-DL-01' }) contractNumber!: string;
  @SentText({ maxLength: 200 }, { example: '辽B12345', isOptional: true }) plate?: string;
  @ApiPropertyOptional({
    example: '2013-04-01',
    description: 'The day of first use, between acceptance and installation; the earlier of both if left out (W1).',
  })
  @IsOptional()
  @IsString()
  firstUseOn?: string;
  @ApiPropertyOptional({
    example: '2014-04-01',
    description: 'Refused: a service fee is recorded by its payment (W4).',
    deprecated: true,
  })
  @IsOptional()
  @IsString()
  serviceFeePaidUntilOn?: string;
}

export class CoveredUnitQuery extends PageQuery {
  @ApiPropertyOptional({ example: '9VS', description: 'Serials that begin so.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  serial?: string;
  @ApiPropertyOptional({ example: 'DL' }) @IsOptional() @IsString() @MaxLength(8) city?: string;
  @ApiPropertyOptional({ example: 'ST31500541AS' }) @IsOptional() @IsString() @MaxLength(100) model?: string;
  @ApiPropertyOptional({ example: 'STD24' }) @IsOptional() @IsString() @MaxLength(40) plan?: string;
  @ApiPropertyOptional({ example: '0411-5550-0101' }) @IsOptional() @IsString() @MaxLength(200) customerPhone?: string;
  @ApiPropertyOptional({ example: '辽B12345' }) @IsOptional() @IsString() @MaxLength(200) plate?: string;
  @ApiPropertyOptional({ example: '2013-04-16', description: 'Only units covered on this day.' })
  @IsOptional()
  @IsString()
  coveredOn?: string;
  @ApiPropertyOptional({
    example: '2013-04-17',
    description: 'Only units whose coverage goes on and has a coveredUntil from this day on.',
  })
  @IsOptional()
  @IsString()
  coveredUntilFrom?: string;
  @ApiPropertyOptional({ example: '2013-05-16', description: 'The last coveredUntil.' })
  @IsOptional()
  @IsString()
  coveredUntilTo?: string;
  @ApiPropertyOptional({
    enum: coveredUnitSorts,
    description: 'By coveredUntil only units whose coverage goes on, the first to run out first.',
  })
  @IsOptional()
  @IsIn(coveredUnitSorts)
  sort: CoveredUnitSort = 'serial';
}

export class AsOfQuery {
  @ApiPropertyOptional({
    example: '2013-04-16',
    description: 'A business day, which means its end, or an instant; now if left out.',
  })
  @IsOptional()
  @IsString()
  asOf?: string;
}

export class PreviewQuery extends AsOfQuery {
  @ApiPropertyOptional({ example: 'product-fault', enum: faultCauses })
  @IsOptional()
  @IsIn(faultCauses)
  cause: FaultCause = 'product-fault';
}

export class RenewBody {
  @ApiProperty({ example: 12 }) @Type(() => Number) @IsInt() @Min(1) @Max(120) months!: number;
  @ApiPropertyOptional({ example: '2015-03-20', description: 'The day of the renewal; today if left out.' })
  @IsOptional()
  @IsString()
  renewedOn?: string;
  @ApiPropertyOptional({
    example: 'RN-20150320-0001',
    description: 'The renewal of the same day on which this one follows on purpose.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  follows?: string;
}

export class CoverageView {
  @ApiProperty({ example: '9VS3FM1J' }) serial!: string;
  @ApiProperty({ example: 1, description: '1 for the first customer, 2 for the next…' }) coverage!: number;
  @ApiProperty({ example: 'ST31500541AS' }) model!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 'STD24' }) plan!: string;
  @ApiProperty({ example: 'Dalian Harbour Logistics' }) customerName!: string;
  @ApiProperty({ example: '0411-5550-0101' }) customerPhone!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) plate!: string | null;
  @ApiProperty({ example: 'C-2013-DL-01' }) contractNumber!: string;
  @ApiProperty({ example: '2013-04-01' }) acceptanceOn!: string;
  @ApiProperty({ example: '2013-04-10' }) installedOn!: string;
  @ApiProperty({ example: '2013-04-01', description: 'From which day refund and replacement count (W3, W4).' })
  firstUseOn!: string;
  @ApiProperty({ example: '2013-03-31T16:00:00.000Z', description: 'From which instant on it is the serial’s.' })
  begunAt!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) serviceFeePaidUntilOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) inheritedFrom!: string | null;
  @ApiProperty({ example: 'covered' }) state!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) endedAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '2015-04-01',
    description: 'The day after the last covered one.',
  })
  coveredUntil!: string | null;
}

export class TermView {
  @ApiProperty({ example: 1 }) coverage!: number;
  @ApiProperty({ example: '2013-04-01' }) fromOn!: string;
  @ApiProperty({ example: '2015-04-01', description: 'The day after the last covered one.' }) untilOn!: string;
  @ApiProperty({ example: 'contract', enum: termSources }) source!: string;
  @ApiProperty({ example: 'C-2013-DL-01' }) document!: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'When what gave it was taken back (W4).' })
  withdrawnAt!: string | null;
  @ApiProperty({ example: true, description: 'Whether it covers the unit at the instant that was asked about.' })
  inForce!: boolean;
}

export class CoveragePage {
  @ApiProperty({ type: [CoverageView] }) items!: readonly CoverageView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export class CoveredUnitView {
  @ApiProperty({ example: '9VS3FM1J' }) serial!: string;
  @ApiProperty({ example: '2013-04-16' }) asOf!: string;
  @ApiProperty({ example: true, description: 'Whether a term covers the unit on that day.' }) covered!: boolean;
  @ApiProperty({ type: CoverageView, nullable: true, description: 'The coverage in force on that day.' })
  current!: CoverageView | null;
  @ApiProperty({ type: [CoverageView], description: 'Every coverage that had begun, the latest first.' })
  coverages!: readonly CoverageView[];
  @ApiProperty({ type: [TermView] }) terms!: readonly TermView[];
}

export class EntitlementPreview {
  @ApiProperty({ type: String, example: 'repair', enum: entitlementKinds }) kind!: EntitlementKind;
  @ApiProperty({ example: 'W2' }) rule!: string;
  @ApiProperty({ type: String, nullable: true, example: '2015-04-01' }) coveredUntil!: string | null;
  @ApiProperty({ example: 'Covered from 2013-04-01 until 2015-04-01 by plan STD24; repair is free.' }) reason!: string;
}
