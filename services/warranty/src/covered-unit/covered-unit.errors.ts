import { DomainError, printable, type BusinessDate, type Serial } from '@rotables/domain-kernel';

export class CoverageIsOver extends DomainError {
  readonly code = 'coverage-is-over';
  readonly kind = 'conflict';

  constructor(serial: Serial, what: string) {
    super(
      `The coverage of ${serial} ended for good, so it cannot be ${what}; see GET /v1/covered-units/${serial} for why.`,
      { serial },
    );
  }
}

export class UnitHasCoverageAlready extends DomainError {
  readonly code = 'unit-has-coverage-already';
  readonly kind = 'conflict';

  constructor(serial: Serial) {
    super(
      `The unit ${serial} is covered at a customer already; a unit has one active coverage at most. Check the serial.`,
      { serial },
    );
  }
}

/** Says nothing of whose the unit is: who may not see another city's units must not learn of them by asking (X8). */
export class CannotBeRegisteredHere extends DomainError {
  readonly code = 'cannot-be-registered-here';
  readonly kind = 'conflict';

  constructor(serial: string) {
    super(`The unit ${serial} cannot be registered here. Check the serial; if it is right, ask headquarters.`, {
      serial,
    });
  }
}

/** Another spelling of a serial that is known (W15). */
export class SerialHasTwin extends DomainError {
  readonly code = 'serial-has-twin';
  readonly kind = 'conflict';

  constructor(serial: string, known: string) {
    super(
      `The serial ${serial} differs from the registered ${known} only in case, width or separators; did you mean ${known}?`,
      { serial, known },
    );
  }
}

/** Another spelling of a model that is known (W15). */
export class ModelHasTwin extends DomainError {
  readonly code = 'model-has-twin';
  readonly kind = 'conflict';

  constructor(model: string, known: string) {
    super(
      `The model ${printable(model)} differs from ${printable(known)} only in case, width or spaces; did you mean ${printable(known)}?`,
      { model: printable(model), known: printable(known) },
    );
  }
}

/** A unit of the company's own (W15, S9). */
export class UnitIsInThePool extends DomainError {
  readonly code = 'unit-is-in-the-pool';
  readonly kind = 'refused';

  constructor(serial: string) {
    super(
      `The unit ${serial} is the company's own spare and no customer's, so it cannot be registered. Check the serial; a spare becomes a customer's by a formal replacement.`,
      { serial },
    );
  }
}

/** A unit whose coverage was ended by a replacement, a refund or a scrapping is nobody's to register until the pool says that it is a customer's again. */
export class EndedUnitIsTheCompanys extends DomainError {
  readonly code = 'ended-unit-is-the-companys';
  readonly kind = 'refused';

  constructor(
    serial: string,
    { endReason, endedAt }: { readonly endReason: string | null; readonly endedAt: Date | null },
  ) {
    super(
      `The coverage of ${serial} ended because it was ${endReason}, so that the unit is the company's, although the pool has not received it. ` +
        'Register the unit that the customer has; this one is registered when it has left the pool.',
      { serial, endReason, endedAt: endedAt?.toISOString() ?? null },
    );
  }
}

export class RenewedAlreadyToday extends DomainError {
  readonly code = 'renewed-already-today';
  readonly kind = 'conflict';

  constructor(serial: Serial, renewalNumber: string) {
    super(
      `The unit ${serial} was renewed today already by ${renewalNumber}. To renew it once more on purpose, say that it follows ${renewalNumber}.`,
      { serial, renewalNumber },
    );
  }
}

export class RenewalDoesNotFollow extends DomainError {
  readonly code = 'renewal-does-not-follow';
  readonly kind = 'conflict';

  constructor(serial: Serial, follows: string, latest: string | null) {
    super(
      `The latest renewal of ${serial} is ${latest ?? 'none'}, not ${printable(follows)}, so this one cannot follow on that; look at the unit again.`,
      { serial, follows: printable(follows), latest },
    );
  }
}

export class RenewedByItsFee extends DomainError {
  readonly code = 'renewed-by-its-fee';
  readonly kind = 'refused';

  constructor(serial: Serial, plan: string) {
    super(
      `The unit ${serial} has the plan ${plan}, which lasts as long as its service fee is paid; charge the fee for the next period instead.`,
      { serial, plan },
    );
  }
}

export class PlanAsksForNoFee extends DomainError {
  readonly code = 'plan-asks-for-no-fee';
  readonly kind = 'refused';

  constructor(serial: Serial, plan: string) {
    super(`The unit ${serial} has the plan ${plan}, which asks for no service fee; pay back what was taken for it.`, {
      serial,
      plan,
    });
  }
}

/** A service fee is recorded by its payment, not by a date that somebody types (W4). */
export class ServiceFeeIsNotTyped extends DomainError {
  readonly code = 'service-fee-is-not-typed';
  readonly kind = 'refused';

  constructor(stated: BusinessDate) {
    super(
      `serviceFeePaidUntilOn is ${stated}, but a service fee is recorded by its payment; leave the field out and charge the fee.`,
      { stated },
    );
  }
}

export class CoveredUnitNotFound extends DomainError {
  readonly code = 'covered-unit-not-found';
  readonly kind = 'not-found';

  constructor(serial: string) {
    super(`No covered unit has the serial ${serial}, or it is in a city that you do not see. Check the serial.`, {
      serial,
    });
  }
}
