import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  CityField,
  DayField,
  FenField,
  OptionalCityField,
  OptionalDayField,
  OptionalTextField,
  TextField,
  WordField,
} from '../../http/fields.js';
import { cityGrades, type CityGrade } from '../fee-schedule.js';

const feeCodeMessage = '$property must be 1 to 40 small letters, digits or hyphens, for example unit-price';
export const mostFeesAtOnce = 500;

export class FeeLineBody {
  @ApiProperty({
    example: 'unit-price',
    description: 'unit-price, parts, labour, renewal-month, service-fee-month, or a code of your own.',
  })
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, { message: feeCodeMessage })
  feeCode!: string;

  @TextField('Price of one unit.', 'What is charged.', 500)
  description!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'ST31500541AS',
    description: 'Null or left out: any model.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  model?: string | null;

  @ApiPropertyOptional({ nullable: true, enum: cityGrades, example: null, description: 'Null or left out: any grade.' })
  @IsOptional()
  @IsIn(cityGrades)
  cityGrade?: CityGrade | null;

  @FenField(120_000, 'Per unit, piece, hour or month, in fen.', 1)
  amountFen!: number;

  @DayField('2013-01-01', 'The first day on which it holds; it may lie in the future.')
  effectiveOn!: string;
}

/** One fee, or up to 500 in `fees`. */
export class DefineFeesBody {
  @ApiPropertyOptional({
    type: [FeeLineBody],
    description: `1 to ${mostFeesAtOnce} lines; leave the other fields out.`,
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostFeesAtOnce)
  @ValidateNested({ each: true })
  @Type(() => FeeLineBody)
  fees?: FeeLineBody[];

  @ApiPropertyOptional({ example: 'unit-price' })
  @ValidateIf(isSingle)
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, { message: feeCodeMessage })
  feeCode?: string;

  @ValidateIf(isSingle)
  @TextField('Price of one unit.', 'What is charged.', 500)
  description?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'ST31500541AS' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  model?: string | null;

  @ApiPropertyOptional({ nullable: true, enum: cityGrades, example: null })
  @IsOptional()
  @IsIn(cityGrades)
  cityGrade?: CityGrade | null;

  @ValidateIf(isSingle)
  @FenField(120_000, 'In fen.', 1)
  amountFen?: number;

  @ValidateIf(isSingle)
  @DayField('2013-01-01', 'The first day on which it holds.')
  effectiveOn?: string;
}

function isSingle(body: DefineFeesBody): boolean {
  return body.fees === undefined;
}

/** The line by its code, model, grade and day, and the amount that it should have. */
export class CorrectFeeBody {
  @ApiProperty({ example: 'unit-price' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, { message: feeCodeMessage })
  feeCode!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'ST31500541AS' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  model?: string | null;

  @ApiPropertyOptional({ nullable: true, enum: cityGrades, example: null })
  @IsOptional()
  @IsIn(cityGrades)
  cityGrade?: CityGrade | null;

  @DayField('2013-01-01', 'From when the wrong line holds.')
  effectiveOn!: string;

  @FenField(120_000, 'What it should say, in fen.', 1)
  amountFen!: number;

  @TextField('A zero was missing.', 'Why.', 2_000)
  reason!: string;
}

export class FeesQuery extends PageQuery {
  @OptionalTextField('-effectiveOn', 'feeCode or effectiveOn, after a minus from the last on.', 40)
  sort?: string;

  @OptionalTextField('unit-price', 'Fees of this code.', 40)
  feeCode?: string;

  @OptionalTextField('ST31500541AS', 'Fees of this model.', 100)
  model?: string;
}

export class EffectiveFeeQuery {
  @TextField('unit-price', 'The fee asked for.', 40)
  feeCode!: string;

  @OptionalTextField('ST31500541AS', 'The model; left out: fees for any model.', 100)
  model?: string;

  @OptionalCityField()
  city?: string;

  @OptionalDayField('2013-04-16', 'The day asked about; today when it is left out.')
  asOf?: string;
}

export class GradeCityBody {
  @CityField()
  city!: string;

  @WordField(cityGrades, 'The grade by which fees of the city are found.')
  grade!: CityGrade;

  @OptionalDayField(
    '2013-01-01',
    "From which day on; left out, a city's first grade holds from the beginning, a later one from today.",
  )
  effectiveOn?: string;
}

export class FeeView {
  @ApiProperty({ example: 'unit-price' }) feeCode!: string;
  @ApiProperty({ example: 'Price of one unit.' }) description!: string;
  @ApiProperty({ type: String, nullable: true, example: 'ST31500541AS' }) model!: string | null;
  @ApiProperty({ enum: cityGrades, nullable: true, example: null }) cityGrade!: CityGrade | null;
  @ApiProperty({ example: 120_000 }) amountFen!: number;
  @ApiProperty({ example: '2013-01-01' }) effectiveOn!: string;
  @ApiProperty({ type: String, nullable: true, example: '2013-01-01', description: 'The day on which it was entered.' })
  definedOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it took the place of another line.' })
  correctionReason!: string | null;
}

export class FeePage {
  @ApiProperty({ type: [FeeView] }) items!: readonly FeeView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export class DefinedFeesView {
  @ApiProperty({
    example: 1,
    description: 'How many lines are new; lines that stood there already are left as they are.',
  })
  added!: number;
  @ApiProperty({ type: [FeeView] }) items!: readonly FeeView[];
}

export class CityGradeView {
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ enum: cityGrades, example: 'A' }) grade!: CityGrade;
  @ApiProperty({ example: '1970-01-01' }) effectiveOn!: string;
}

export class CityGradePage {
  @ApiProperty({ type: [CityGradeView] }) items!: readonly CityGradeView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}
