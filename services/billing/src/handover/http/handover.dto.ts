import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  CityField,
  DayField,
  FenField,
  HappenedAtField,
  ListQuery,
  OptionalDayField,
  OptionalTextField,
  OptionalWordField,
  TextField,
  WordField,
} from '../../http/fields.js';
import { clearances, handoverLifecycle, type Clearance, type Handover, type HandoverState } from '../handover.js';

const mostReceipts = 2_000;

export class SubmitHandoverBody {
  @CityField()
  city!: string;

  @DayField('2013-04-25', 'The business day that is handed in.')
  businessOn!: string;

  @FenField(36_000, 'The cash handed in, in fen; 0 for a day without.')
  cashFen!: number;

  @ApiProperty({
    type: [String],
    example: ['SJ-DL-000001'],
    description: `Every receipt of the day, however it was paid, at most ${mostReceipts}.`,
  })
  @IsArray()
  @ArrayMaxSize(mostReceipts)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  receiptNumbers!: string[];

  @OptionalTextField('A note of 100 yuan was false.', 'Needed when cashFen is not the sum of the cash receipts.', 2_000)
  differenceReason?: string;

  @HappenedAtField('2013-04-25T10:00:00.000Z')
  submittedAt?: string;
}

export class AcceptHandoverBody {
  @FenField(36_000, 'What finance counted, in fen.')
  countedFen!: number;

  @HappenedAtField('2013-04-26T01:30:00.000Z')
  acceptedAt?: string;
}

export class ClearDifferenceBody {
  @WordField(clearances, 'Whether the money was brought (or what was too much given back), or nobody makes it good.')
  clearance!: Clearance;

  @TextField('The clerk brought the missing note.', 'Why.', 2_000)
  reason!: string;

  @HappenedAtField('2013-04-27T01:30:00.000Z')
  clearedAt?: string;
}

export class HandoversQuery extends ListQuery {
  @OptionalWordField(handoverLifecycle.states, 'Hand-overs in this state.')
  state?: HandoverState;

  @ApiPropertyOptional({ example: true, description: 'Only late ones, or only those in time.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  late?: boolean;

  @OptionalDayField('2013-04-01', 'Of this business day or later.')
  from?: string;

  @OptionalDayField('2013-04-30', 'Of this business day or earlier.')
  to?: string;
}

export class HandoverView {
  @ApiProperty({ example: 'HO-20130425-DL' }) handoverNumber!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: '2013-04-25' }) businessOn!: string;
  @ApiProperty({ type: [String], example: ['SJ-DL-000001'] }) receiptNumbers!: readonly string[];
  @ApiProperty({ example: 36_000, description: 'The sum of the cash receipts.' }) receiptsFen!: number;
  @ApiProperty({ example: 36_000 }) cashFen!: number;
  @ApiProperty({ type: String, nullable: true, example: null }) differenceReason!: string | null;
  @ApiProperty({
    example: false,
    description: 'Heard of after 9:00 of the next morning (B4), whenever it is said to have been.',
  })
  late!: boolean;
  @ApiProperty({ enum: handoverLifecycle.states, example: 'submitted' }) state!: HandoverState;
  @ApiProperty({ example: 'zhang.wei' }) submittedBy!: string;
  @ApiProperty({ example: '2013-04-25T10:00:00.000Z' }) submittedAt!: Date;
  @ApiProperty({ type: Number, nullable: true, example: null }) countedFen!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null, description: 'Counted less receipts.' }) differenceFen!:
    number | null;
  @ApiProperty({ type: String, nullable: true, example: null }) acceptedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) acceptedAt!: Date | null;
  @ApiProperty({ enum: clearances, nullable: true, example: null, description: 'How a difference was cleared.' })
  clearance!: Clearance | null;
  @ApiProperty({ type: String, nullable: true, example: null }) clearanceReason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) clearedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) clearedAt!: Date | null;
}

export class HandoverPage {
  @ApiProperty({ type: [HandoverView] }) items!: readonly HandoverView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function handoverView({ version: _version, ...view }: Handover): HandoverView {
  return view;
}
