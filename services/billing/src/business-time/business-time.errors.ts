import { DomainError } from '@rotables/domain-kernel';

export class BeforeItsCause extends DomainError {
  readonly code = 'before-its-cause';
  readonly kind = 'refused';

  constructor(field: string, stated: string, cause: string, causeAt: string) {
    super(`${field} is ${stated}, but ${cause} only at ${causeAt}; state an instant that is not earlier.`, {
      field,
      stated,
      causeAt,
    });
  }
}
