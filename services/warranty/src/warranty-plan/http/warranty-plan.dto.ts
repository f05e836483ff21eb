import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { afterTermRules, planKinds, type AfterTermRule, type PlanKind, type WarrantyPlan } from '../warranty-plan.js';

export class DefineWarrantyPlanBody {
  @ApiProperty({ example: 'STD24', description: "The plan's code." })
  @IsString()
  @MaxLength(40)
  plan!: string;

  @ApiPropertyOptional({
    example: 'term',
    enum: planKinds,
    description: 'Free repair for a term (W2), or for as long as the service fee is paid (W4); a term if left out.',
  })
  @IsOptional()
  @IsIn(planKinds)
  kind: PlanKind = 'term';

  @ApiProperty({ example: 24, description: 'Free repair by contract, in months (W2).' })
  @IsInt()
  @Min(0)
  @Max(1_200)
  contractMonths!: number;

  @ApiProperty({ example: 0, description: "The vendor's own term in months; it counts where it is longer (W2)." })
  @IsInt()
  @Min(0)
  @Max(1_200)
  vendorMonths!: number;

  @ApiProperty({ example: 7, description: 'A quality problem within so many days of first use is refunded (W3).' })
  @IsInt()
  @Min(0)
  @Max(1_200)
  refundDays!: number;

  @ApiProperty({ example: 1, description: 'A fault within so many months is served with another unit (W4).' })
  @IsInt()
  @Min(0)
  @Max(1_200)
  freeReplacementMonths!: number;

  @ApiProperty({
    example: 'parts-cost-only',
    enum: afterTermRules,
    description: 'What is charged after the term (W6).',
  })
  @IsIn(afterTermRules)
  afterTerm!: AfterTermRule;

  @ApiPropertyOptional({ example: '2013-04-01T00:00:00Z', description: 'When it was decided; now if left out.' })
  @IsOptional()
  @IsString()
  definedAt?: string;
}

export class WarrantyPlanView {
  @ApiProperty({ example: 'STD24' }) plan!: string;
  @ApiProperty({ example: 'term', enum: planKinds }) kind!: PlanKind;
  @ApiProperty({ example: 24 }) contractMonths!: number;
  @ApiProperty({ example: 0 }) vendorMonths!: number;
  @ApiProperty({ example: 7 }) refundDays!: number;
  @ApiProperty({ example: 1 }) freeReplacementMonths!: number;
  @ApiProperty({ example: 'parts-cost-only', enum: afterTermRules }) afterTerm!: AfterTermRule;
  @ApiProperty({ example: '2013-04-01T00:00:00.000Z' }) definedAt!: string;
}

export class WarrantyPlanPage {
  @ApiProperty({ type: [WarrantyPlanView] }) items!: readonly WarrantyPlanView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function viewOf({ version: _version, definedAt, ...plan }: WarrantyPlan): WarrantyPlanView {
  return { ...plan, definedAt: definedAt.toISOString() };
}
