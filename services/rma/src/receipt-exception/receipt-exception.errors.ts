import { DomainError } from '@rotables/domain-kernel';

export class PhotoNotFound extends DomainError {
  readonly code = 'photo-not-found';
  readonly kind = 'not-found';

  constructor(exceptionNumber: string, photoId: string) {
    super(
      `${exceptionNumber} has no photo ${photoId}; GET /v1/receipt-exceptions/${exceptionNumber}/photos lists them.`,
      {
        exceptionNumber,
        photoId,
      },
    );
  }
}

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
