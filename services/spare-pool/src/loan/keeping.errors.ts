import type { EntitlementKind, OutcomeRefusal } from '@rotables/contracts';
import { DomainError } from '@rotables/domain-kernel';
import type { Whereabouts } from '../fault-case/fault-case.js';

/** S7: never while the customer's own unit is on its way back, or back. */
export class UnitGoesBack extends DomainError {
  readonly code = 'unit-goes-back';
  readonly kind = 'refused';

  constructor(faultNumber: string, loanNumber: string, unit: Whereabouts) {
    super(
      `The customer's own unit of ${faultNumber} is "${unit}", and he cannot have both: return it to him and take ${loanNumber} back.`,
      { faultNumber, loanNumber, unit },
    );
  }
}

/** S7: what stays for good, the entitlement gives. */
export class EntitlementGivesNoReplacement extends DomainError {
  readonly code = 'entitlement-gives-no-replacement';
  readonly kind = 'refused';

  constructor(faultNumber: string, loanNumber: string, entitlement: EntitlementKind, unit: Whereabouts) {
    super(
      `The customer of ${faultNumber} is entitled to "${entitlement}" and his unit is "${unit}": a spare stays only where the entitlement is a ` +
        `replacement, or where a unit that is repaired free is beyond repair. Serve him as he is entitled to, and take ${loanNumber} back.`,
      { faultNumber, loanNumber, entitlement, unit },
    );
  }
}

/** W12: it was lent for the model that somebody stated before the case's was known. */
export class LentForAnotherModel extends DomainError {
  readonly code = 'lent-for-another-model';
  readonly kind = 'refused';

  constructor(faultNumber: string, loanNumber: string, stated: string, known: string) {
    super(
      `${loanNumber} was lent for a ${stated}, but the unit of ${faultNumber} is a ${known}; take it back, and lend one that serves for a ${known}.`,
      { faultNumber, loanNumber, stated, known },
    );
  }
}

/** S7: rma keeps the case, and says whether it is free for this spare. */
export class KeepAnswerNotHeardOfYet extends DomainError {
  readonly code = 'keep-answer-not-heard-of-yet';
  readonly kind = 'conflict';

  constructor(faultNumber: string, loanNumber: string) {
    super(
      `Whether ${faultNumber} is free for the spare of ${loanNumber} has not been heard of yet; try again in a moment, and if that lasts, ` +
        'decline and propose it anew.',
      { faultNumber, loanNumber },
    );
  }
}

/** S7: the customer is served otherwise, so the proposal is over. */
export class CaseRefusedReplacement extends DomainError {
  readonly code = 'case-refused-replacement';
  readonly kind = 'conflict';

  constructor(faultNumber: string, loanNumber: string, refusal: OutcomeRefusal) {
    super(
      `${faultNumber} is not free for the spare of ${loanNumber}: "${refusal}". The proposal is over; take ${loanNumber} back, or propose it ` +
        'anew when that is no longer so.',
      { faultNumber, loanNumber, refusal },
    );
  }
}

/** O3: two people. */
export class KeepNeedsSecondPerson extends DomainError {
  readonly code = 'keep-needs-second-person';
  readonly kind = 'forbidden';

  constructor(loanNumber: string, proposedBy: string) {
    super(
      `${proposedBy} proposed that the spare of ${loanNumber} stays, and so cannot confirm it; another person does.`,
      { loanNumber, proposedBy },
    );
  }
}
