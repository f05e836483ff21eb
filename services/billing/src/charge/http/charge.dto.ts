import { ApiProperty } from '@nestjs/swagger';
import { chargeReasons } from '@rotables/contracts';
import {
  HappenedAtField,
  ListQuery,
  OptionalDayField,
  OptionalTextField,
  OptionalWordField,
  WordField,
} from '../../http/fields.js';
import { paymentMethods, type PaymentMethod } from '../../receipt/receipt.js';
import type { Debt } from '../queries/charge-list.js';
import { chargeLifecycle, openFen, type Charge, type ChargeReason, type ChargeState } from '../charge.js';

export class ChargesQuery extends ListQuery {
  @OptionalWordField(chargeReasons, 'Charges for this reason.')
  reason?: ChargeReason;

  @OptionalWordField(chargeLifecycle.states, 'Charges in this state.')
  status?: ChargeState;

  @OptionalTextField('FR-20130416-0007', 'Charges of this case.', 40)
  faultNumber?: string;

  @OptionalTextField('9VS3FM1J', 'Charges about this unit.', 64)
  serial?: string;

  @OptionalTextField('Sun Li', 'What this person owes.')
  debtor?: string;

  @OptionalDayField('2013-04-01', 'The first business day that they are about.')
  from?: string;

  @OptionalDayField('2013-04-30', 'The last business day that they are about.')
  to?: string;
}

export class RepayChargeBody {
  @WordField(['transfer', 'wallet', 'cash'], 'How the money goes back; cash is drawn from the bank.')
  method!: PaymentMethod;

  @HappenedAtField('2013-04-27T06:00:00.000Z')
  repaidAt?: string;
}

export class DebtsQuery {
  @OptionalDayField('2013-04-30', 'The day asked about; today when it is left out.')
  asOf?: string;
}

export class ChargeView {
  @ApiProperty({ example: 'CH-20130425-0001' }) chargeNumber!: string;
  @ApiProperty({ enum: chargeReasons, example: 'repair' }) reason!: ChargeReason;
  @ApiProperty({ type: String, nullable: true, example: 'FR-20130416-0007' }) faultNumber!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '9VS3FM1J' }) serial!: string | null;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 'Sun Li' }) debtor!: string;
  @ApiProperty({ example: 36_000 }) amountFen!: number;
  @ApiProperty({ example: 0 }) paidFen!: number;
  @ApiProperty({ example: 36_000 }) openFen!: number;
  @ApiProperty({ enum: chargeLifecycle.states, example: 'open' }) status!: ChargeState;
  @ApiProperty({ type: String, nullable: true, example: 'EN-20130416-0007' }) entitlementId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'QT-20130418-0001' }) quoteNumber!: string | null;
  @ApiProperty({
    example: 'Repaired by confirmed quote QT-20130418-0001; entitlement EN-20130416-0007 ("parts-cost").',
  })
  explanation!: string;
  @ApiProperty({ example: '2013-04-25T02:10:00.000Z' }) postedAt!: Date;
  @ApiProperty({ example: '2013-04-25', description: 'The business day that it is about.' }) aboutOn!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) settledAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) reversedAt!: Date | null;
  @ApiProperty({ type: String, nullable: true, example: null }) reversalReason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) reversedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) repaidAt!: Date | null;
  @ApiProperty({ type: String, nullable: true, example: null }) repaidBy!: string | null;
  @ApiProperty({ enum: paymentMethods, nullable: true, example: null }) repaidMethod!: PaymentMethod | null;
}

export class ChargePage {
  @ApiProperty({ type: [ChargeView] }) items!: readonly ChargeView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export class DebtView {
  @ApiProperty({ example: 'CH-20130425-0001' }) chargeNumber!: string;
  @ApiProperty({ enum: chargeReasons, example: 'repair' }) reason!: ChargeReason;
  @ApiProperty({ type: String, nullable: true, example: 'FR-20130416-0007' }) faultNumber!: string | null;
  @ApiProperty({ example: 'Sun Li' }) debtor!: string;
  @ApiProperty({ example: '2013-04-25' }) aboutOn!: string;
  @ApiProperty({ example: 36_000 }) amountFen!: number;
  @ApiProperty({ example: 10_000 }) paidFen!: number;
  @ApiProperty({ example: 26_000 }) openFen!: number;
}

export class UnitDebtsView {
  @ApiProperty({ example: '9VS3FM1J' }) serial!: string;
  @ApiProperty({ example: '2013-04-30' }) asOf!: string;
  @ApiProperty({ example: 26_000 }) openFen!: number;
  @ApiProperty({ type: [DebtView] }) items!: readonly DebtView[];
}

export function chargeView(charge: Charge): ChargeView {
  const { version: _version, source: _source, state, ...shown } = charge;
  return { ...shown, status: state, openFen: openFen(charge) };
}

export function debtView({ charge, paidFen, openFen: open }: Debt): DebtView {
  const { chargeNumber, reason, faultNumber, debtor, aboutOn, amountFen } = charge;
  return { chargeNumber, reason, faultNumber, debtor, aboutOn, amountFen, paidFen, openFen: open };
}
