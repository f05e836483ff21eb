import { ApiProperty } from '@nestjs/swagger';
import {
  FenField,
  HappenedAtField,
  ListQuery,
  OptionalDayField,
  OptionalTextField,
  OptionalWordField,
  TextField,
  WordField,
} from '../../http/fields.js';
import { paymentMethods, type PaymentMethod, type Receipt } from '../receipt.js';

export class ReceivePaymentBody {
  @TextField('CH-20130425-0001', 'What is paid.', 40)
  chargeNumber!: string;

  @FenField(36_000, 'In fen; a part or the whole of what is open.', 1)
  amountFen!: number;

  @WordField(paymentMethods, 'How it was paid.')
  method!: PaymentMethod;

  @HappenedAtField('2013-04-25T03:00:00.000Z')
  receivedAt?: string;
}

export class ReceiptsQuery extends ListQuery {
  @OptionalTextField('CH-20130425-0001', 'Payments of this charge.', 40)
  chargeNumber?: string;

  @OptionalTextField('FR-20130416-0007', 'Payments of this case.', 40)
  faultNumber?: string;

  @OptionalWordField(paymentMethods, 'Paid in this way.')
  method?: PaymentMethod;

  @OptionalDayField('2013-04-01', 'Received on this business day or later.')
  from?: string;

  @OptionalDayField('2013-04-30', 'Received on this business day or earlier.')
  to?: string;
}

export class ReceiptView {
  @ApiProperty({ example: 'SJ-DL-000001' }) receiptNumber!: string;
  @ApiProperty({ example: 'CH-20130425-0001' }) chargeNumber!: string;
  @ApiProperty({ type: String, nullable: true, example: 'FR-20130416-0007' }) faultNumber!: string | null;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 36_000 }) amountFen!: number;
  @ApiProperty({ enum: paymentMethods, example: 'cash' }) method!: PaymentMethod;
  @ApiProperty({ example: 'zhang.wei' }) receivedBy!: string;
  @ApiProperty({ example: '2013-04-25T03:00:00.000Z' }) receivedAt!: Date;
  @ApiProperty({ example: '2013-04-25' }) receivedOn!: string;
}

export class ReceiptPage {
  @ApiProperty({ type: [ReceiptView] }) items!: readonly ReceiptView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function receiptView({ version: _version, ...view }: Receipt): ReceiptView {
  return view;
}
