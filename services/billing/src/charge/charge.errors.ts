import { DomainError, formatYuan } from '@rotables/domain-kernel';
import type { Fen } from '@rotables/domain-kernel';
import type { Charge } from './charge.js';

export class ChargeNotFound extends DomainError {
  readonly code = 'charge-not-found';
  readonly kind = 'not-found';

  constructor(chargeNumber: string) {
    super(`There is no charge ${chargeNumber} in your cities; GET /v1/charges lists them.`, { chargeNumber });
  }
}

export class Overpayment extends DomainError {
  readonly code = 'overpayment';
  readonly kind = 'refused';

  constructor(charge: Charge, amountFen: Fen, open: Fen) {
    super(
      `amountFen is ${amountFen} (${formatYuan(amountFen)}), but of charge ${charge.chargeNumber} only ${formatYuan(open)} is open: ` +
        `${formatYuan(charge.amountFen)} charged less ${formatYuan(charge.paidFen)} paid; take ${open} fen or less.`,
      {
        chargeNumber: charge.chargeNumber,
        amountFen,
        chargedFen: charge.amountFen,
        paidFen: charge.paidFen,
        openFen: open,
      },
    );
  }
}

export class NothingToRepay extends DomainError {
  readonly code = 'nothing-to-repay';
  readonly kind = 'conflict';

  constructor({ chargeNumber, paidFen, repaidAt }: Charge) {
    super(
      repaidAt
        ? `What was paid on ${chargeNumber} (${formatYuan(paidFen)}) went back on ${repaidAt.toISOString()} already.`
        : `Nothing was paid on ${chargeNumber} before it was reversed, so that nothing is owed to anybody.`,
      { chargeNumber, paidFen },
    );
  }
}

/** O3: money never goes out of the house on one person's word. */
export class ReverserMayNotRepay extends DomainError {
  readonly code = 'reverser-may-not-repay';
  readonly kind = 'refused';

  constructor(chargeNumber: string, person: string) {
    super(`${person} took ${chargeNumber} back and may not pay back too what was paid on it; another person has to.`, {
      chargeNumber,
      person,
    });
  }
}

export class ReceiverMayNotRepay extends DomainError {
  readonly code = 'receiver-may-not-repay';
  readonly kind = 'refused';

  constructor(chargeNumber: string, person: string) {
    super(`${person} took money for ${chargeNumber} and may not pay it back too; another person has to.`, {
      chargeNumber,
      person,
    });
  }
}
