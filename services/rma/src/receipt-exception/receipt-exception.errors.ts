import { DomainError, type Serial } from '@rotables/domain-kernel';

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

export class ExceptionHoldsNoUnit extends DomainError {
  readonly code = 'exception-holds-no-unit';
  readonly kind = 'refused';

  constructor(exceptionNumber: string) {
    super(
      `${exceptionNumber} is about what is missing, and its unit was received; say with POST /v1/receipt-exceptions/${exceptionNumber}/resolve what became of it.`,
      { exceptionNumber },
    );
  }
}

export class ExceptionIsOfAnotherUnit extends DomainError {
  readonly code = 'exception-is-of-another-unit';
  readonly kind = 'refused';

  constructor(exceptionNumber: string, scannedSerial: Serial, faultNumber: string, serial: Serial) {
    super(
      `The unit of ${exceptionNumber} is ${scannedSerial}, but that of ${faultNumber} is ${serial}. Link it to the case of ${scannedSerial}, ` +
        'or open one for it.',
      { exceptionNumber, scannedSerial, faultNumber, serial },
    );
  }
}

export class PhotosFull extends DomainError {
  readonly code = 'photos-full';
  readonly kind = 'refused';

  constructor(exceptionNumber: string, photos: number, most: number) {
    super(
      `${exceptionNumber} has ${photos} photos, and an exception takes ${most}; say what else there is to see in words.`,
      {
        exceptionNumber,
        photos,
        most,
      },
    );
  }
}

export class PersonHasTooManyPhotos extends DomainError {
  readonly code = 'person-has-too-many-photos';
  readonly kind = 'too-many';

  constructor(figures: {
    readonly photos: number;
    readonly bytes: number;
    readonly mostPhotos: number;
    readonly mostBytes: number;
  }) {
    const { photos, bytes, mostPhotos, mostBytes } = figures;
    super(
      `Within 24 hours you added ${photos} photos, with this one ${bytes} bytes, and ${mostPhotos} photos or ${mostBytes} bytes are the most; ` +
        'go on tomorrow, or let somebody else add it.',
      { photos, bytes, mostPhotos, mostBytes },
    );
  }
}
