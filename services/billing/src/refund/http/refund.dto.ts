import { ApiProperty } from '@nestjs/swagger';
import { outcomeRefusals } from '@rotables/contracts';
import {
  HappenedAtField,
  ListQuery,
  OptionalFenField,
  OptionalTextField,
  OptionalWordField,
  TextField,
  WordField,
} from '../../http/fields.js';
import { paymentMethods, type PaymentMethod } from '../../receipt/receipt.js';
import { refundLifecycle, type Refund, type RefundAnswer, type RefundState } from '../refund.js';

export class ProposeRefundBody {
  @TextField('FR-20130416-0007', 'The case.', 40)
  faultNumber!: string;

  @OptionalFenField(120_000, 'In fen, better left out: it is what the unit costs, and more is refused.', 1)
  amountFen?: number;

  @TextField('Failed on the third day.', 'Why.', 2_000)
  reason!: string;

  @HappenedAtField('2013-04-20T02:00:00.000Z')
  proposedAt?: string;
}

export class ApproveRefundBody {
  @WordField(['transfer', 'wallet', 'cash'], 'How the money goes back; cash is drawn from the bank.')
  method!: PaymentMethod;

  @HappenedAtField('2013-04-20T06:00:00.000Z')
  approvedAt?: string;
}

export class RejectRefundBody {
  @TextField('The amount is not what the customer paid.', 'Why not.', 2_000)
  reason!: string;

  @HappenedAtField('2013-04-20T06:00:00.000Z')
  rejectedAt?: string;
}

export class RefundsQuery extends ListQuery {
  @OptionalWordField(refundLifecycle.states, 'Refunds in this state.')
  state?: RefundState;

  @OptionalTextField('FR-20130416-0007', 'Refunds of this case.', 40)
  faultNumber?: string;
}

export class RefundView {
  @ApiProperty({ example: 'RF-20130420-0001' }) refundNumber!: string;
  @ApiProperty({ example: 'FR-20130416-0007' }) faultNumber!: string;
  @ApiProperty({ example: '9VS3FM1J' }) serial!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 'EN-20130416-0007' }) entitlementId!: string;
  @ApiProperty({ example: 120_000 }) amountFen!: number;
  @ApiProperty({ example: 'Failed on the third day.' }) reason!: string;
  @ApiProperty({ enum: refundLifecycle.states, example: 'proposed' }) state!: RefundState;
  @ApiProperty({ example: 'zhang.wei' }) proposedBy!: string;
  @ApiProperty({ example: '2013-04-20T02:00:00.000Z' }) proposedAt!: Date;
  @ApiProperty({ type: String, nullable: true, example: null }) decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) decidedAt!: Date | null;
  @ApiProperty({ enum: paymentMethods, nullable: true, example: null }) method!: PaymentMethod | null;
  @ApiProperty({ type: String, nullable: true, example: null }) rejectionReason!: string | null;
  @ApiProperty({
    enum: ['reserved', ...outcomeRefusals],
    nullable: true,
    example: 'reserved',
    description: 'Whether the case is kept for this refund, or why not; null until it has answered.',
  })
  caseAnswer!: RefundAnswer | null;
}

export class RefundPage {
  @ApiProperty({ type: [RefundView] }) items!: readonly RefundView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function refundView({ version: _version, proposedOn: _proposedOn, ...view }: Refund): RefundView {
  return view;
}
