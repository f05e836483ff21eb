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
