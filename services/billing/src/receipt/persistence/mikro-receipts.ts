import { Injectable } from '@nestjs/common';
import { paymentReceivedV1 } from '@rotables/contracts';
import type { ActorId, BusinessDate, CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { saveAggregate } from '../../storage/persistence/aggregate-rows.js';
import type { Receipt, ReceiptDecision } from '../receipt.js';
import { Receipts } from '../receipt.repository.js';
import { ReceiptSchema } from './receipt.schema.js';

@Injectable()
export class MikroReceipts extends Receipts {
  override add({ state, events }: ReceiptDecision): Promise<Receipt> {
    const { receiptNumber, city } = state;
    const row = {
      entity: ReceiptSchema,
      where: { receiptNumber },
      topic: paymentReceivedV1.topic,
      key: receiptNumber,
      city,
    };
    return saveAggregate(row, state, events);
  }

  override async receiversOf(chargeNumber: string): Promise<readonly ActorId[]> {
    const receipts = await UnitOfWork.current().find(ReceiptSchema, { chargeNumber }, { disableIdentityMap: true });
    return [...new Set(receipts.map(({ receivedBy }) => receivedBy))];
  }

  override async cashNotHandedOver(city: CityCode, upTo: BusinessDate): Promise<readonly Receipt[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ receipt_number: string }>(
      'receipt-cash-not-handed-over',
      `select receipt_number from receipt
       where city = $1 and method = 'cash' and received_on <= $2
         and not exists (select from handover_receipt where handover_receipt.receipt_number = receipt.receipt_number)`,
      [city, upTo],
    );
    const receiptNumber = { $in: rows.map(({ receipt_number }) => receipt_number) };
    const options = { orderBy: { receiptNumber: 'asc' }, disableIdentityMap: true } as const;
    const receipts = await UnitOfWork.current().find(ReceiptSchema, { receiptNumber }, options);
    return receipts.map((receipt) => ({ ...receipt }));
  }
}
