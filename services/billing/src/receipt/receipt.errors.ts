import { DomainError } from '@rotables/domain-kernel';

export class ReceiptNotFound extends DomainError {
  readonly code = 'receipt-not-found';
  readonly kind = 'not-found';

  constructor(receiptNumber: string) {
    super(`There is no receipt ${receiptNumber} in your cities; GET /v1/receipts lists them.`, { receiptNumber });
  }
}
