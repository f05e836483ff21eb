import type { OutcomeRefusal } from '@rotables/contracts';
import { DomainError, formatYuan } from '@rotables/domain-kernel';
import type { Fen } from '@rotables/domain-kernel';
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
  readonly kind = 'conflict';

  constructor(faultNumber: string, serial: string, model: string | null) {
    super(
      `What ${serial} of ${faultNumber} (model ${model ?? 'not known yet'}) costs is not known; try again in a moment when it was registered just now, ` +
        'or have finance define its fee "unit-price".',
      { faultNumber, serial, model },
    );
  }
}

export class RefundAbovePrice extends DomainError {
  readonly code = 'refund-above-price';
  readonly kind = 'refused';

  constructor(serial: string, amountFen: Fen, priceFen: Fen) {
    super(
      `amountFen is ${amountFen} (${formatYuan(amountFen)}), but ${serial} costs ${priceFen} (${formatYuan(priceFen)}); ` +
        'a customer gets back what he paid at most, so leave amountFen out.',
      { serial, amountFen, priceFen },
    );
  }
}

export class RefundBesideService extends DomainError {
  readonly code = 'refund-beside-service';
  readonly kind = 'refused';

  constructor(faultNumber: string, outcome: string) {
    super(`${faultNumber} is "${outcome}" already, and nobody gets his money back beside that; reject the refund.`, {
      faultNumber,
      outcome,
    });
  }
}

export class UnitRefundedAlready extends DomainError {
  readonly code = 'unit-refunded-already';
  readonly kind = 'conflict';

  constructor(serial: string, refundNumber: string) {
    super(`${serial} was refunded by ${refundNumber} and was not sold again since; a unit is refunded once.`, {
      serial,
      refundNumber,
    });
  }
}

export class UnitNotBack extends DomainError {
  readonly code = 'unit-not-back';
  readonly kind = 'conflict';

  constructor(refundNumber: string, serial: string) {
    super(
      `${refundNumber} is paid once ${serial} is in our hands, and nobody has received it; receive it by scan, or try again in a moment.`,
      { refundNumber, serial },
    );
  }
}

export class GeneralManagerNeeded extends DomainError {
  readonly code = 'general-manager-needed';
  readonly kind = 'forbidden';

  constructor({ refundNumber, amountFen }: Pick<Refund, 'refundNumber' | 'amountFen'>) {
    super(`${refundNumber} is over ${formatYuan(amountFen)}, which the general manager approves.`, {
      refundNumber,
      amountFen,
    });
  }
}

export class SecondPersonNeeded extends DomainError {
  readonly code = 'second-person-needed';
  readonly kind = 'refused';

  constructor(document: string, person: string) {
    super(`${person} proposed ${document} and may not decide on it too; another person has to.`, { document, person });
  }
}

/** W3: rma keeps the case, and says whether it is free for this refund. */
export class RefundAnswerNotHeardOfYet extends DomainError {
  readonly code = 'refund-answer-not-heard-of-yet';
  readonly kind = 'conflict';

  constructor({ faultNumber, refundNumber }: Pick<Refund, 'faultNumber' | 'refundNumber'>) {
    super(
      `Whether ${faultNumber} is free for ${refundNumber} has not been heard of yet; try again in a moment, and if that lasts, reject and ` +
        'propose it anew.',
      { faultNumber, refundNumber },
    );
  }
}

/** W3: the customer is served otherwise, so the proposal is over. */
export class CaseRefusedRefund extends DomainError {
  readonly code = 'case-refused-refund';
  readonly kind = 'conflict';

  constructor({ faultNumber, refundNumber }: Pick<Refund, 'faultNumber' | 'refundNumber'>, refusal: OutcomeRefusal) {
    super(
      `${faultNumber} is not free for ${refundNumber}: "${refusal}". The proposal is over; propose a refund anew when that is no longer so.`,
      { faultNumber, refundNumber, refusal },
    );
  }
}
