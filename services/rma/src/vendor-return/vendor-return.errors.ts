import { DomainError } from '@rotables/domain-kernel';

export class VendorReturnNotFound extends DomainError {
  readonly code = 'vendor-return-not-found';
  readonly kind = 'not-found';

  constructor(vendorReturnNumber: string) {
    super(
      `There is no vendor return ${vendorReturnNumber}, or it is in a city that you do not see; GET /v1/vendor-returns lists them.`,
      { vendorReturnNumber },
    );
  }
}
