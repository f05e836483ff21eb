import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { JsonObject } from '@rotables/domain-kernel';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../http/cursor-page.js';

const longestReason = 1_000;
const longestName = 300;
const mostNamed = 1_000;

export class DeadLetterQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'As in the contracts, for example spare-pool.loan.v1.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestName)
  topic?: string;

  @ApiPropertyOptional({ description: "The aggregate's id." })
  @IsOptional()
  @IsString()
  @MaxLength(longestName)
  key?: string;

  @ApiPropertyOptional({ enum: ['open', 'processed', 'skipped', 'any'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'processed', 'skipped', 'any'])
  state?: 'open' | 'processed' | 'skipped' | 'any';
}

export class ReasonRequest {
  @ApiProperty({ description: 'Why; kept for ever with who and when.', example: 'The sender corrected it by hand.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(longestReason)
  reason!: string;
}

export class ReleaseRequest extends ReasonRequest {
  @ApiPropertyOptional({ description: 'Give up the events that never arrived.', default: false })
  @IsOptional()
  @IsBoolean()
  acceptGap?: boolean;
}

export class MendRequest extends ReasonRequest {
  @ApiProperty({
    description: "The body that takes the place of the event's own; it must obey its schema.",
    type: Object,
  })
  @IsObject()
  body!: JsonObject;
}

export class MissingEventRequest {
  @ApiProperty({ example: 'spare-pool.loan.v1' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(longestName)
  topic!: string;

  @ApiProperty({ description: "The aggregate's id." })
  @IsString()
  @IsNotEmpty()
  @MaxLength(longestName)
  key!: string;

  @ApiProperty({ minimum: 1 })
  @IsInt()
  @Min(1)
  sequence!: number;
}

export class RedeliverRequest {
  @ApiPropertyOptional({ example: 'spare-pool.loan.v1' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(longestName)
  topic?: string;

  @ApiPropertyOptional({ description: "Aggregates' ids.", type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(mostNamed)
  @IsString({ each: true })
  keys?: string[];

  @ApiPropertyOptional({
    description: "Exactly these, for example what a consumer's inbox lacks.",
    type: [MissingEventRequest],
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(mostNamed)
  @ValidateNested({ each: true })
  @Type(() => MissingEventRequest)
  missing?: MissingEventRequest[];

  @ApiPropertyOptional({ description: 'Recorded at or after this instant (ISO 8601).' })
  @IsOptional()
  @IsISO8601({ strict: true })
  recordedFrom?: string;
}
