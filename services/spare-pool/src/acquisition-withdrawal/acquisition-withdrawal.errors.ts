import { DomainError } from '@rotables/domain-kernel';

export class AcquisitionWithdrawalNotFound extends DomainError {
  readonly code = 'acquisition-withdrawal-not-found';
  readonly kind = 'not-found';

  constructor(withdrawalNumber: string) {
    super(
      `There is no withdrawal of an acquisition ${withdrawalNumber}, or it is of a city that you do not see; check the number.`,
      { withdrawalNumber },
    );
  }
}

/** E2: the ownership of a unit moves by two people. */
export class AnotherMustConfirmWithdrawal extends DomainError {
  readonly code = 'another-must-confirm-withdrawal';
  readonly kind = 'refused';

  constructor(withdrawalNumber: string, person: string) {
    super(`${person} proposed ${withdrawalNumber}, and somebody else confirms it (E2); let another person do it.`, {
      withdrawalNumber,
      person,
    });
  }
}

/** One proposal per unit at a time. */
export class AcquisitionWithdrawalIsOpen extends DomainError {
  readonly code = 'acquisition-withdrawal-is-open';
  readonly kind = 'conflict';

  constructor(serial: string) {
    super(`That the acquisition of ${serial} is withdrawn has been proposed already; confirm or decline that.`, {
      serial,
    });
  }
}

/** What came in by another door is no acquisition that somebody could take back. */
export class UnitWasNotAcquired extends DomainError {
  readonly code = 'unit-was-not-acquired';
  readonly kind = 'refused';

  constructor(serial: string) {
    super(
      `Unit ${serial} did not come by an acquisition but by a case; there is no acquisition of it to withdraw. Check the serial.`,
      { serial },
    );
  }
}
