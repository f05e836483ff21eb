import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import { OptionalCityField, OptionalDayField, OptionalTextField } from '../../http/fields.js';

export class EntriesQuery extends PageQuery {
  @OptionalCityField()
  city?: string;

  @OptionalTextField('2013-04', 'Entries of this period.', 7)
  period?: string;

  @OptionalTextField('CH-20130425-0001', 'Entries for this document.', 40)
  document?: string;

  @OptionalTextField('receivable:DL', 'Entries that touch this account.', 60)
  account?: string;
}

export class TrialBalanceQuery {
  @OptionalDayField('2013-04-30', 'Entries booked up to this day; today when it is left out.')
  asOf?: string;
}

export class AccountsQuery {
  @OptionalCityField()
  city?: string;
}

export class PostingView {
  @ApiProperty({ example: 'receivable:DL' }) account!: string;
  @ApiProperty({ example: 36_000, description: 'Debit above zero, credit below.' }) amountFen!: number;
}

export class JournalEntryView {
  @ApiProperty({ example: 17 }) entryId!: number;
  @ApiProperty({ example: 'CH-20130425-0001' }) document!: string;
  @ApiProperty({ example: 'Repaired by confirmed quote QT-20130418-0001.' }) description!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: '2013-04-25', description: 'The business day that it is about.' }) aboutOn!: string;
  @ApiProperty({
    example: '2013-04-25',
    description: 'Where it stands in the books; later when the period of aboutOn was closed.',
  })
  bookedOn!: string;
  @ApiProperty({ example: '2013-04' }) period!: string;
  @ApiProperty({ example: 'zhang.wei' }) recordedBy!: string;
  @ApiProperty({ type: [PostingView] }) postings!: readonly PostingView[];
}

export class JournalEntryPage {
  @ApiProperty({ type: [JournalEntryView] }) items!: readonly JournalEntryView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

/** A sum in fen: a number where JSON can carry it exactly, and its digits beyond. A sum has no limit (B8). */
export type SumView = number | string;

export function sumView(sum: bigint): SumView {
  const number = Number(sum);
  return Number.isSafeInteger(number) ? number : sum.toString();
}

function SumField(example: number, description = 'In fen; beyond 2^53 its digits as a text.'): PropertyDecorator {
  return ApiProperty({ example, description, oneOf: [{ type: 'integer' }, { type: 'string', pattern: '^-?[0-9]+$' }] });
}

export class TrialBalanceLineView {
  @ApiProperty({ example: 'receivable:DL' }) account!: string;
  @SumField(36_000) debitFen!: SumView;
  @SumField(36_000) creditFen!: SumView;
  @SumField(0) balanceFen!: SumView;
}

export class TrialBalanceView {
  @ApiProperty({ example: '2013-04-30' }) asOf!: string;
  @SumField(0, 'Of all balances; zero, always (B8).') sumFen!: SumView;
  @ApiProperty({ type: [TrialBalanceLineView] }) items!: readonly TrialBalanceLineView[];
}

export class AccountView {
  @ApiProperty({ example: 'receivable:DL' }) account!: string;
  @ApiProperty({ example: 'what customers and custodians owe' }) description!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @SumField(36_000) balanceFen!: SumView;
}

export class AccountPage {
  @ApiProperty({ type: [AccountView] }) items!: readonly AccountView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}
