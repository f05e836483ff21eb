import { DomainError } from '@rotables/domain-kernel';

export class EntitlementNotFound extends DomainError {
  readonly code = 'entitlement-not-found';
  readonly kind = 'not-found';

  constructor(entitlementId: string) {
    super(`There is no entitlement ${entitlementId}, or it is in a city that you do not see.`, { entitlementId });
  }
}
