import { DomainError } from '@rotables/domain-kernel';
import type { Entitlement } from '../rma-case/rma-case.js';
import type { Refund } from './refund.js';

export class RefundNotFound extends DomainError {
  readonly code = 'refund-not-found';
  readonly kind = 'not-found';

  constructor(refundNumber: string) {
    super(`There is no refund ${refundNumber} in your cities; GET /v1/refunds lists them.`, { refundNumber });
  }
}

export class RefundNotEntitled extends DomainError {
  readonly code = 'refund-not-entitled';
  readonly kind = 'refused';

  constructor(faultNumber: string, entitlement: Entitlement) {
    super(
      `A refund needs the entitlement "refund" (W3), but ${faultNumber} has ${entitlement.entitlementId}, "${entitlement.kind}" by ${entitlement.rule}; ` +
        'serve the customer as that says.',
      { faultNumber, ...entitlement },
    );
  }
}

export class RefundStandsAlready extends DomainError {
  readonly code = 'refund-stands-already';
  readonly kind = 'conflict';

  constructor(faultNumber: string, standing: Pick<Refund, 'refundNumber' | 'state'>) {
    super(
      `${faultNumber} has the refund ${standing.refundNumber} ("${standing.state}") already; a fault is refunded once.`,
      { faultNumber, ...standing },
    );
  }
}

export class RefundPriceUnknown extends DomainError {
  readonly code = 'refund-price-unknown';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: string) {
    super(
      `amountFen is missing, and the model of ${serial} or its unit price on the day ${faultNumber} was reported is not known; state amountFen, or define the fee "unit-price".`,
      { faultNumber, serial },
    );
  }
}

export class SecondPersonNeeded extends DomainError {
  readonly code = 'second-person-needed';
  readonly kind = 'refused';

  constructor(document: string, person: string) {
    super(`${person} proposed ${document} and may not decide on it too; another person has to.`, { document, person });
  }
}
