import { DomainError } from '@rotables/domain-kernel';

export class LoanNotFound extends DomainError {
  readonly code = 'loan-not-found';
  readonly kind = 'not-found';

  constructor(loanNumber: string) {
    super(`There is no loan ${loanNumber}, or it is of a city that you do not see; check the number.`, { loanNumber });
  }
}

/** S7: another unit came back than went out. */
export class SerialMismatch extends DomainError {
  readonly code = 'serial-mismatch';
  readonly kind = 'refused';

  constructor(loanNumber: string, expected: string, scanned: string) {
    super(
      `scannedSerial is ${scanned}, but ${loanNumber} went out with ${expected}; scan that unit, or report it lost.`,
      { loanNumber, expected, scanned },
    );
  }
}

export class FaultHasLoan extends DomainError {
  readonly code = 'fault-has-loan';
  readonly kind = 'conflict';

  constructor(faultNumber: string) {
    super(`A spare unit is on loan for ${faultNumber} already; take that one back before another is lent.`, {
      faultNumber,
    });
  }
}

export class DueBackBeforeLoan extends DomainError {
  readonly code = 'due-back-before-loan';
  readonly kind = 'refused';

  constructor(dueBackOn: string, loanedOn: string) {
    super(
      `dueBackOn is ${dueBackOn}, before the unit goes out on ${loanedOn}; state a later day, or none for the usual term.`,
      {
        dueBackOn,
        loanedOn,
      },
    );
  }
}

/** S7, S8: nobody has the company's unit for as long as he likes. */
/** S8: the customer has to have a chance to keep it. */
export class DueBackHasPassed extends DomainError {
  readonly code = 'due-back-has-passed';
  readonly kind = 'refused';

  constructor(dueBackOn: string, today: string) {
    super(
      `dueBackOn is ${dueBackOn}, which has passed: it is ${today}. The defective unit would be charged at once; state a later day, or none for the usual term.`,
      { dueBackOn, today },
    );
  }
}

export class DueBackTooLate extends DomainError {
  readonly code = 'due-back-too-late';
  readonly kind = 'refused';

  constructor(loanKind: string, dueBackOn: string, latest: string) {
    super(
      `dueBackOn is ${dueBackOn}, but what goes out as ${loanKind} is due back on ${latest} at the latest; state that day or an earlier one.`,
      { loanKind, dueBackOn, latest },
    );
  }
}

export class SerialIsTheDefectiveUnit extends DomainError {
  readonly code = 'serial-is-the-defective-unit';
  readonly kind = 'refused';

  constructor(serial: string, faultNumber: string) {
    super(`serial is ${serial}, the very unit that ${faultNumber} is about; choose another unit to lend.`, {
      serial,
      faultNumber,
    });
  }
}

/** R7: a test with a recorded result precedes the shelf, also for a loaner. */
export class LoanerNotTested extends DomainError {
  readonly code = 'loaner-not-tested';
  readonly kind = 'refused';

  constructor(loanNumber: string, serial: string) {
    super(
      `${serial} of ${loanNumber} goes back to the shelf tested: state in measured what its test found, or take it back as defective, to be inspected.`,
      { loanNumber, serial },
    );
  }
}

/** S8: it came in, was charged already, is not awaited, or is not due yet. */
export class DefectiveUnitNotOverdue extends DomainError {
  readonly code = 'defective-unit-not-overdue';
  readonly kind = 'conflict';

  constructor(
    {
      loanNumber,
      defectiveState,
      dueBackOn,
    }: { readonly loanNumber: string; readonly defectiveState: string; readonly dueBackOn: string },
    asOfOn: string,
  ) {
    super(
      `The defective unit of ${loanNumber} is ${defectiveState} and due on ${dueBackOn}; on ${asOfOn} there is nothing to charge. Only one that is ` +
        'awaited is charged, from the day after it was due.',
      { loanNumber, defectiveState, dueBackOn, asOfOn },
    );
  }
}

export class SiteOfAnotherCity extends DomainError {
  readonly code = 'site-of-another-city';
  readonly kind = 'refused';

  constructor(site: string, siteCity: string, city: string) {
    super(
      `site is ${site}, which is in ${siteCity}, but the unit belongs to ${city}; take it in at a site of ${city}.`,
      {
        site,
        siteCity,
        city,
      },
    );
  }
}

/** S7, O3: two people, before somebody outside owes it. */
export class LossNeedsSecondPerson extends DomainError {
  readonly code = 'loss-needs-second-person';
  readonly kind = 'forbidden';

  constructor(loanNumber: string, reportedBy: string) {
    super(
      `${reportedBy} said that the customer lost the spare of ${loanNumber}, and so cannot confirm it; the head or headquarters does.`,
      { loanNumber, reportedBy },
    );
  }
}
