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

export class OpenDispatchOrderExists extends DomainError {
  readonly code = 'open-dispatch-order-exists';
  readonly kind = 'conflict';

  constructor(faultNumber: string, dispatchNumber: string) {
    super(
      `The case ${faultNumber} has the open dispatch order ${dispatchNumber}; reassign it, cancel it or report the visit done first (R3).`,
      { faultNumber, dispatchNumber },
    );
  }
}

/** R3: the visit is reported by who made it, or by his branch on his word. */
export class NotTheTechnician extends DomainError {
  readonly code = 'not-the-technician';
  readonly kind = 'forbidden';

  constructor(dispatchNumber: string, technician: string, actor: string) {
    super(
      `${dispatchNumber} is ${technician}'s, and you are ${actor}; let ${technician} report it, or the branch on his word, or let the branch ` +
        'reassign it to you.',
      { dispatchNumber, technician, actor },
    );
  }
}

export class TechnicianIsTheSame extends DomainError {
  readonly code = 'technician-is-the-same';
  readonly kind = 'refused';

  constructor(dispatchNumber: string, technician: string) {
    super(`${technician} has ${dispatchNumber} already; name somebody else.`, { dispatchNumber, technician });
  }
}
