import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { JsonObject } from '@rotables/domain-kernel';
import type { DeadLetterReason } from '@rotables/inbox';
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
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../http/cursor-page.js';

const longestReason = 1_000;
const longestName = 300;
const mostNamed = 1_000;
const mostKeysPerBatch = 200;

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

/** What an event can be in the way for; a key that waits for a missing event has none in its way. */
export const failures = [
  'handler-failed',
  'broken-json',
  'malformed-envelope',
  'schema-violation',
  'wrong-topic',
  'unknown-type',
  'unknown-version',
  'newer-shape',
  'identity-conflict',
] as const satisfies readonly DeadLetterReason[];

export class ReleaseManyRequest extends ReasonRequest {
  @ApiPropertyOptional({
    description: 'Only keys behind an event of this type, for example spare-pool.spare-unit-loaned.v1.',
    maxLength: longestName,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(longestName)
  type?: string;

  @ApiPropertyOptional({ description: 'Only keys whose event was set aside for this.', enum: failures })
  @IsOptional()
  @IsIn(failures)
  failure?: (typeof failures)[number];

  @ApiPropertyOptional({
    description:
      'Only keys that wait since this instant or later (ISO 8601); a day alone begins at midnight in Asia/Shanghai.',
    example: '2013-04-16T02:10:00.000Z',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  since?: string;

  @ApiPropertyOptional({ description: 'Keys of one batch.', minimum: 1, maximum: mostKeysPerBatch, default: 100 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(mostKeysPerBatch)
  limit?: number;

  @ApiPropertyOptional({ description: 'nextCursor of the batch before; leave it out for the first.' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  cursor?: string;
}

/** What one batch came to. */
export class ReleaseManyAnswer {
  @ApiProperty({ description: 'Keys that are free again.' })
  released!: number;

  @ApiProperty({ description: 'Keys that still wait: what was in the way is so again, or something else is.' })
  blocked!: number;

  @ApiProperty({ description: 'Events that took effect, those that waited behind included.' })
  processed!: number;

  @ApiProperty({
    description: 'Pass it as cursor for the next batch; null when nothing is left to try.',
    type: String,
    nullable: true,
  })
  nextCursor!: string | null;
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
