import { DomainError, formatYuan } from '@rotables/domain-kernel';
import { openFen, type Charge } from '../charge/charge.js';

export class ServiceFeeUnpaid extends DomainError {
  readonly code = 'service-fee-unpaid';
  readonly kind = 'conflict';

  constructor(serial: string, charge: Charge) {
    const { chargeNumber, periodFromOn, periodUntilOn } = charge;
    const open = openFen(charge);
    super(
      `Of the service fee of ${serial} from ${periodFromOn} to ${periodUntilOn}, ${formatYuan(open)} is open (${chargeNumber}); ` +
        'have it paid, or withdraw it, before the next period is charged.',
      { serial, chargeNumber, openFen: open },
    );
  }
}

export class NoFeeForPlan extends DomainError {
  readonly code = 'no-fee-for-plan';
  readonly kind = 'refused';

  constructor(serial: string) {
    super(
      `The plan of ${serial} gives its repair for a term of months, so that a service fee would give its customer nothing; renew the coverage instead.`,
      { serial },
    );
  }
}

export class NoServiceFee extends DomainError {
  readonly code = 'no-service-fee';
  readonly kind = 'refused';

  constructor(chargeNumber: string, reason: string) {
    super(`${chargeNumber} is a charge for "${reason}" and no service fee, so that it cannot be withdrawn here.`, {
      chargeNumber,
      reason,
    });
  }
}

export class LaterFeeStands extends DomainError {
  readonly code = 'later-fee-stands';
  readonly kind = 'conflict';

  constructor(chargeNumber: string, laterChargeNumber: string) {
    super(`${laterChargeNumber} is for a later period of the same unit; withdraw that before ${chargeNumber}.`, {
      chargeNumber,
      laterChargeNumber,
    });
  }
}

export class PaidFeeIsFinances extends DomainError {
  readonly code = 'paid-fee-is-finances';
  readonly kind = 'forbidden';

  constructor(chargeNumber: string) {
    super(`Something is paid on ${chargeNumber} already; finance withdraws it, and another person pays it back.`, {
      chargeNumber,
    });
  }
}

export class ReceiverMayNotWithdraw extends DomainError {
  readonly code = 'receiver-may-not-withdraw';
  readonly kind = 'refused';

  constructor(chargeNumber: string, person: string) {
    super(`${person} took money for ${chargeNumber} and may not withdraw it too; another person has to.`, {
      chargeNumber,
      person,
    });
  }
}
