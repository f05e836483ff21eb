import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import {
  HappenedAtField,
  ListQuery,
  OptionalFenField,
  OptionalTextField,
  OptionalWordField,
  TextField,
} from '../../http/fields.js';
import { largestLineQuantity, quoteLifecycle, type Quote } from '../quote.js';

const mostLines = 100;

export class QuoteLineBody {
  @ApiProperty({ example: 'parts', description: 'A code of the fee schedule.' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, {
    message: '$property must be 1 to 40 small letters, digits or hyphens, for example parts',
  })
  feeCode!: string;

  @OptionalTextField('Head assembly', "The schedule's description when it is left out.", 500)
  description?: string;

  @ApiProperty({ example: 1, minimum: 1, maximum: largestLineQuantity })
  @IsInt()
  @Min(1)
  @Max(largestLineQuantity)
  quantity!: number;

  @OptionalFenField(
    36_000,
    'Price of one in fen, better left out: it is that of the schedule today, and another is refused.',
  )
  unitFen?: number;
}

export class IssueQuoteBody {
  @TextField('FR-20130416-0007', 'The case.', 40)
  faultNumber!: string;

  @ApiProperty({ type: [QuoteLineBody], description: `1 to ${mostLines} lines.` })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostLines)
  @ValidateNested({ each: true })
  @Type(() => QuoteLineBody)
  lines!: QuoteLineBody[];

  @HappenedAtField('2013-04-18T02:00:00.000Z')
  issuedAt?: string;
}

export class ConfirmQuoteBody {
  @TextField('Sun Li', "The customer's name.")
  confirmedBy!: string;

  @HappenedAtField('2013-04-18T06:00:00.000Z')
  confirmedAt?: string;
}

export class RefuseQuoteBody {
  @TextField('Sun Li', "The customer's name.")
  refusedBy!: string;

  @HappenedAtField('2013-04-18T06:00:00.000Z')
  refusedAt?: string;
}

export class WithdrawQuoteBody {
  @TextField('Inspection found liquid damage.', 'Why it is taken back.', 2_000)
  reason!: string;

  @HappenedAtField('2013-04-18T06:00:00.000Z')
  withdrawnAt?: string;
}

export class QuotesQuery extends ListQuery {
  @OptionalWordField(quoteLifecycle.states, 'Quotes in this state.')
  state?: Quote['state'];

  @OptionalTextField('FR-20130416-0007', 'Quotes of this case.', 40)
  faultNumber?: string;

  @OptionalTextField('9VS3FM1J', 'Quotes for this unit.', 64)
  serial?: string;
}

export class QuoteLineView {
  @ApiProperty({ example: 'parts' }) feeCode!: string;
  @ApiProperty({ example: 'Head assembly' }) description!: string;
  @ApiProperty({ example: 1 }) quantity!: number;
  @ApiProperty({ example: 36_000 }) unitFen!: number;
}

export class QuoteView {
  @ApiProperty({ example: 'QT-20130418-0001' }) quoteNumber!: string;
  @ApiProperty({ example: 'FR-20130416-0007' }) faultNumber!: string;
  @ApiProperty({ example: '9VS3FM1J' }) serial!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 'EN-20130416-0007' }) entitlementId!: string;
  @ApiProperty({ type: [QuoteLineView] }) lines!: readonly QuoteLineView[];
  @ApiProperty({ example: 36_000 }) totalFen!: number;
  @ApiProperty({ enum: quoteLifecycle.states, example: 'open' }) state!: Quote['state'];
  @ApiProperty({ example: 'zhang.wei' }) issuedBy!: string;
  @ApiProperty({ example: '2013-04-18T02:00:00.000Z' }) issuedAt!: Date;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'The customer, or who withdrew it.' })
  answeredBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) answeredAt!: Date | null;
  @ApiProperty({ type: String, nullable: true, example: null }) withdrawalReason!: string | null;
}

export class QuotePage {
  @ApiProperty({ type: [QuoteView] }) items!: readonly QuoteView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function quoteView({ version: _version, issuedOn: _issuedOn, ...view }: Quote): QuoteView {
  return view;
}
