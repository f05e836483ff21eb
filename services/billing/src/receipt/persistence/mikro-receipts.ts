import { Injectable } from '@nestjs/common';
import type { ActorId, BusinessDate, CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { Receipt } from '../receipt.js';
import { Receipts, type PaymentBasis, type PaymentDecisions } from '../receipt.repository.js';
import { loadPaymentBasis } from './payment-basis.js';
import { enterPayment } from './payment-entry.js';
import { ReceiptSchema } from './receipt.schema.js';

@Injectable()
export class MikroReceipts extends Receipts {
  override paymentBasisOf(chargeNumber: string, receivedOn: BusinessDate): Promise<PaymentBasis> {
    return loadPaymentBasis(chargeNumber, receivedOn);
  }

  override enter(decisions: PaymentDecisions): Promise<Receipt> {
    return enterPayment(decisions);
  }

  override async receiversOf(chargeNumber: string): Promise<readonly ActorId[]> {
    const receipts = await UnitOfWork.current().find(ReceiptSchema, { chargeNumber }, { disableIdentityMap: true });
    return [...new Set(receipts.map(({ receivedBy }) => receivedBy))];
  }

  override async notHandedOver(city: CityCode, upTo: BusinessDate): Promise<readonly Receipt[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ receipt_number: string }>(
      'receipt-not-handed-over',
      `select receipt_number from receipt
       where city = $1 and received_on <= $2
         and not exists (select from handover_receipt where handover_receipt.receipt_number = receipt.receipt_number)`,
      [city, upTo],
    );
    const receiptNumber = { $in: rows.map(({ receipt_number }) => receipt_number) };
    const options = { orderBy: { receiptNumber: 'asc' }, disableIdentityMap: true } as const;
    const receipts = await UnitOfWork.current().find(ReceiptSchema, { receiptNumber }, options);
    return receipts.map((receipt) => ({ ...receipt }));
  }
}
