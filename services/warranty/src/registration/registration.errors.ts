import { DomainError } from '@rotables/domain-kernel';

export class RegistrationFileRefused extends DomainError {
  readonly code = 'registration-file-refused';
  readonly kind = 'invalid-input';

  constructor(
    what: string,
    readonly line: number,
  ) {
    super(`The file cannot be taken in from line ${line} on. ${what}`, { line });
  }
}

export class RegistrationNotFound extends DomainError {
  readonly code = 'registration-not-found';
  readonly kind = 'not-found';

  constructor(registrationNumber: string) {
    super(`There is no registration ${registrationNumber}, or it is not yours to see.`, { registrationNumber });
  }
}

export class PreviewUnderWay extends DomainError {
  readonly code = 'preview-under-way';
  readonly kind = 'conflict';

  constructor() {
    super('Another file of yours is being looked at; wait until that is done and try again in a moment.');
  }
}
