import { DomainError } from '@rotables/domain-kernel';

export class ReceiptExceptionNotFound extends DomainError {
  readonly code = 'receipt-exception-not-found';
  readonly kind = 'not-found';

  constructor(exceptionNumber: string) {
    super(
      `There is no receipt exception ${exceptionNumber}, or it is in a city that you do not see; GET /v1/receipt-exceptions lists them.`,
      { exceptionNumber },
    );
  }
}
