import { DomainError } from '@rotables/domain-kernel';

export class UnitNotKnownYet extends DomainError {
  readonly code = 'unit-not-known-yet';
  readonly kind = 'not-found';

  constructor(serial: string) {
    super(
      `Billing has not heard of a covered unit ${serial} in your cities; check the serial, or try again in a moment when it was registered just now.`,
      { serial },
    );
  }
}

export class CoverageOver extends DomainError {
  readonly code = 'coverage-over';
  readonly kind = 'refused';

  constructor(serial: string) {
    super(`The coverage of ${serial} has ended, so that no service fee is due for it; register it anew first.`, {
      serial,
    });
  }
}
