import { DomainError } from '@rotables/domain-kernel';

/** Two topics have no order between them: what was reported a moment ago may not be here yet. */
export class FaultNotKnownYet extends DomainError {
  readonly code = 'fault-not-known-yet';
  readonly kind = 'conflict';

  constructor(faultNumber: string) {
    super(
      `The pool does not know ${faultNumber} yet, or it is of a city that you do not see; check the number, and try again in a moment.`,
      { faultNumber },
    );
  }
}

export class CaseOfAnotherCity extends DomainError {
  readonly code = 'case-of-another-city';
  readonly kind = 'refused';

  constructor(faultNumber: string, caseCity: string, city: string) {
    super(
      `${faultNumber} is a case of ${caseCity}, but the site is in ${city}; lend from a site of ${caseCity}, or have the case's city put right.`,
      { faultNumber, caseCity, city },
    );
  }
}

/** S7: who has been served is lent nothing. */
export class FaultIsOver extends DomainError {
  readonly code = 'fault-is-over';
  readonly kind = 'conflict';

  constructor(faultNumber: string, resolution: string) {
    super(`${faultNumber} is over ("${resolution}"); report the fault anew if the unit fails again.`, {
      faultNumber,
      resolution,
    });
  }
}

/** S13: a spare that fails has no customer who would need another meanwhile. */
export class OwnUnitNeedsNoLoan extends DomainError {
  readonly code = 'own-unit-needs-no-loan';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: string) {
    super(
      `${faultNumber} is about ${serial}, a spare of the company's own: there is no customer to lend to. If it failed at a customer, take it ` +
        'back and lend another for his own case.',
      { faultNumber, serial },
    );
  }
}

export class FaultReplacedAlready extends DomainError {
  readonly code = 'fault-replaced-already';
  readonly kind = 'conflict';

  constructor(faultNumber: string, replacedBy: string) {
    super(
      `The unit of ${faultNumber} has been replaced for good by ${replacedBy} already; if that one fails, report a fault of it.`,
      { faultNumber, replacedBy },
    );
  }
}

/** What was stated is known to be otherwise; it need not be stated at all. */
export class KnownOtherwise extends DomainError {
  readonly code = 'known-otherwise';
  readonly kind = 'refused';

  constructor(faultNumber: string, field: string, said: string, known: string) {
    super(`${field} is ${said}, but the case ${faultNumber} says ${known}; leave it out, or check the fault number.`, {
      faultNumber,
      field,
      said,
      known,
    });
  }
}

export class ModelNotKnown extends DomainError {
  readonly code = 'model-not-known';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: string) {
    super(`Nobody has told what model ${serial} of ${faultNumber} is; state model as it stands on the unit.`, {
      faultNumber,
      serial,
    });
  }
}

/** S7: whoever invents a unit and a customer takes no spare out by himself. */
export class UnregisteredUnitNeedsHead extends DomainError {
  readonly code = 'unregistered-unit-needs-head';
  readonly kind = 'forbidden';

  constructor(faultNumber: string, serial: string) {
    super(
      `${serial} of ${faultNumber} is registered to nobody and is not in the house; receive it or register it first, or let the branch head ` +
        'lend for it.',
      { faultNumber, serial },
    );
  }
}

/** What warranty decided has not arrived yet. */
export class EntitlementNotHeardOfYet extends DomainError {
  readonly code = 'entitlement-not-heard-of-yet';
  readonly kind = 'conflict';

  constructor(faultNumber: string) {
    super(`What the customer of ${faultNumber} is entitled to has not been heard of yet; try again in a moment.`, {
      faultNumber,
    });
  }
}
