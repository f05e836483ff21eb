import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { entitlementKinds } from '@rotables/contracts';
import { PageQuery } from '@rotables/service-host';

export class EntitlementQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'FR-20130416-0007' }) @IsOptional() @IsString() @MaxLength(40) faultNumber?: string;
  @ApiPropertyOptional({ example: '9VS3FM1J' }) @IsOptional() @IsString() @MaxLength(64) serial?: string;
  @ApiPropertyOptional({ example: 'DL' }) @IsOptional() @IsString() @MaxLength(8) city?: string;
  @ApiPropertyOptional({ example: 'repair', enum: entitlementKinds })
  @IsOptional()
  @IsIn(entitlementKinds)
  kind?: string;
  @ApiPropertyOptional({
    enum: ['first', 'superseding'],
    description: 'The first decisions on faults, or those that took the place of an earlier one (W11).',
  })
  @IsOptional()
  @IsIn(['first', 'superseding'])
  decision?: 'first' | 'superseding';
}

export class EntitlementView {
  @ApiProperty({ example: 'EN-20130416-0007' }) entitlementId!: string;
  @ApiProperty({ example: 'FR-20130416-0007' }) faultNumber!: string;
  @ApiProperty({ example: '9VS3FM1J' }) serial!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 'repair', enum: entitlementKinds }) kind!: string;
  @ApiProperty({ example: 'W2', description: 'The code of the rule that decided.' }) rule!: string;
  @ApiProperty({ example: '2013-04-16' }) asOfOn!: string;
  @ApiProperty({ example: 'product-fault' }) cause!: string;
  @ApiProperty({ type: String, nullable: true, example: '2015-04-01' }) coveredUntil!: string | null;
  @ApiProperty({ example: 'Covered from 2013-04-01 until 2015-04-01 by plan STD24; repair is free.' }) reason!: string;
  @ApiProperty({
    type: Object,
    description: 'Everything that the decision rests on.',
    example: { faultOn: '2013-04-16' },
  })
  facts!: Record<string, unknown>;
  @ApiProperty({ type: String, nullable: true, example: null }) supersedes!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) supersededBy!: string | null;
  @ApiProperty({ example: '2013-04-16T02:10:00.000Z' }) decidedAt!: string;
}

export class EntitlementPage {
  @ApiProperty({ type: [EntitlementView] }) items!: readonly EntitlementView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}
