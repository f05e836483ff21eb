import { DomainError } from '@rotables/domain-kernel';

export class DispatchOrderNotFound extends DomainError {
  readonly code = 'dispatch-order-not-found';
  readonly kind = 'not-found';

  constructor(dispatchNumber: string) {
    super(
      `There is no dispatch order ${dispatchNumber}, or it is in a city that you do not see; GET /v1/dispatch-orders lists them.`,
      { dispatchNumber },
    );
  }
}
