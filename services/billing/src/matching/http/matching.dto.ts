import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import { OptionalCityField, OptionalDayField, OptionalTextField, OptionalWordField } from '../../http/fields.js';
import { exceptionKinds, type ExceptionKind } from '../open-exception.js';

export class MatchingQuery extends PageQuery {
  @OptionalCityField()
  city?: string;

  @OptionalWordField(exceptionKinds, 'Exceptions of this kind.')
  kind?: ExceptionKind;

  @OptionalTextField('finance', 'Exceptions that this person or role answers for.')
  owner?: string;

  @OptionalDayField('2013-04-30', 'What was open at the end of this day; today when it is left out.')
  asOf?: string;
}

export class OpenExceptionView {
  @ApiProperty({ example: 'charge-unpaid:CH-20130425-0001', description: 'The same as long as it is open.' })
  exceptionId!: string;
  @ApiProperty({ enum: exceptionKinds, example: 'charge-unpaid' }) kind!: ExceptionKind;
  @ApiProperty({ example: 'CH-20130425-0001' }) document!: string;
  @ApiProperty({ type: String, nullable: true, example: 'FR-20130416-0007' }) faultNumber!: string | null;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 36_000 }) amountFen!: number;
  @ApiProperty({ example: 5 }) ageDays!: number;
  @ApiProperty({ example: 'branch-head:DL' }) owner!: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'The last period that was closed with it.' })
  carriedForwardIn!: string | null;
}

export class MatchingPage {
  @ApiProperty({ type: [OpenExceptionView] }) items!: readonly OpenExceptionView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}
