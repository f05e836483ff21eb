import { DomainError, type Serial } from '@rotables/domain-kernel';

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

export class CoveredUnitNotFound extends DomainError {
  readonly code = 'covered-unit-not-found';
  readonly kind = 'not-found';

  constructor(serial: string) {
    super(`No covered unit has the serial ${serial}, or it is in a city that you do not see. Check the serial.`, {
      serial,
    });
  }
}
