import { DomainError, type Serial } from '@rotables/domain-kernel';

export class NoticeNotFound extends DomainError {
  readonly code = 'spare-replacement-notice-not-found';
  readonly kind = 'not-found';

  constructor(noticeNumber: string) {
    super(
      `There is no spare replacement notice ${noticeNumber}, or it is in a city that you do not see; GET /v1/spare-replacement-notices lists them.`,
      { noticeNumber },
    );
  }
}

export class ReplacementIsNotTheLoan extends DomainError {
  readonly code = 'replacement-is-not-the-loan';
  readonly kind = 'refused';

  constructor(faultNumber: string, replacementSerial: Serial, loanedSerials: readonly string[]) {
    super(
      `replacementSerial is ${replacementSerial}, but the unit lent for ${faultNumber} is ${loanedSerials.join(', ')}; name that unit.`,
      { faultNumber, replacementSerial, loanedSerials },
    );
  }
}

export class NoLoanToTell extends DomainError {
  readonly code = 'no-loan-to-tell';
  readonly kind = 'conflict';

  constructor(faultNumber: string) {
    super(
      `No spare is known to be lent for ${faultNumber}. Where one was lent just now, try again in a moment; else lend it first.`,
      { faultNumber },
    );
  }
}

export class LoanIsOut extends DomainError {
  readonly code = 'loan-is-out';
  readonly kind = 'refused';

  constructor(noticeNumber: string, loanNumber: string) {
    super(
      `The spare of ${noticeNumber} is out with ${loanNumber}. The notice follows its loan by itself: take the spare back, keep it or report it lost.`,
      { noticeNumber, loanNumber },
    );
  }
}

export class LoanSaysOtherwise extends DomainError {
  readonly code = 'loan-says-otherwise';
  readonly kind = 'refused';

  constructor(noticeNumber: string, loanNumber: string, outcome: string, told: string) {
    super(
      `${noticeNumber} cannot be recovered as ${outcome}: its loan ${loanNumber} ended as ${told}. Leave the outcome out.`,
      { noticeNumber, loanNumber, outcome, told },
    );
  }
}

export class NoticeOfLoanExists extends DomainError {
  readonly code = 'notice-of-loan-exists';
  readonly kind = 'conflict';

  constructor(loanNumber: string, noticeNumber: string) {
    super(`The loan ${loanNumber} has the notice ${noticeNumber} already; a loan has one notice (R4).`, {
      loanNumber,
      noticeNumber,
    });
  }
}

export class OpenNoticeExists extends DomainError {
  readonly code = 'open-notice-exists';
  readonly kind = 'conflict';

  constructor(faultNumber: string, noticeNumber: string | null) {
    super(
      `The case ${faultNumber} has the open notice ${noticeNumber ?? 'that another person issued just now'}; recover it before issuing another.`,
      { faultNumber, noticeNumber },
    );
  }
}
