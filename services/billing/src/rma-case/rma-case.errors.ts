import { DomainError } from '@rotables/domain-kernel';

export class CaseNotFound extends DomainError {
  readonly code = 'case-not-found';
  readonly kind = 'not-found';

  constructor(faultNumber: string) {
    super(
      `Billing knows no case ${faultNumber}; check the number, or try again in a moment when it was reported just now.`,
      { faultNumber },
    );
  }
}

export class EntitlementUnknown extends DomainError {
  readonly code = 'entitlement-unknown';
  readonly kind = 'conflict';

  constructor(faultNumber: string) {
    super(
      `What the customer of ${faultNumber} is entitled to is not decided yet; try again when the entitlement is known.`,
      { faultNumber },
    );
  }
}
