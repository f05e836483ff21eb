import { DomainError } from '@rotables/domain-kernel';

export class ReconciliationNotFound extends DomainError {
  readonly code = 'reconciliation-not-found';
  readonly kind = 'not-found';

  constructor(statementNumber: string) {
    super(`There is no statement ${statementNumber}, or it is of a city that you do not see; check the number.`, {
      statementNumber,
    });
  }
}

export class StatementAlreadyOpened extends DomainError {
  readonly code = 'statement-already-opened';
  readonly kind = 'conflict';

  constructor(city: string, month: string) {
    super(
      `The statement of ${city} for ${month} is opened already; there is one per city and month. Read it instead.`,
      { city, month },
    );
  }
}

export class CutOffNotReached extends DomainError {
  readonly code = 'cut-off-not-reached';
  readonly kind = 'refused';

  constructor(month: string, cutOffAt: Date, now: Date) {
    super(
      `month is ${month}, whose cut-off is ${cutOffAt.toISOString()}, and it is ${now.toISOString()} now; open the statement after the cut-off.`,
      { month, cutOffAt: cutOffAt.toISOString() },
    );
  }
}

export class LineNotFound extends DomainError {
  readonly code = 'statement-line-not-found';
  readonly kind = 'not-found';

  constructor(statementNumber: string, serial: string) {
    super(
      `serial is ${serial}, which is neither in the book of ${statementNumber} nor was counted for it; check the serial.`,
      {
        statementNumber,
        serial,
      },
    );
  }
}

export class LineIsNoDiscrepancy extends DomainError {
  readonly code = 'line-is-no-discrepancy';
  readonly kind = 'conflict';

  constructor(statementNumber: string, serial: string, status: string) {
    super(`Unit ${serial} in ${statementNumber} is "${status}" and needs no resolution.`, {
      statementNumber,
      serial,
      status,
    });
  }
}

export class ResolutionDoesNotFitLine extends DomainError {
  readonly code = 'resolution-does-not-fit';
  readonly kind = 'refused';

  constructor(serial: string, kind: string, resolution: string, fitting: readonly string[]) {
    super(`resolution is ${resolution}, but unit ${serial} was ${kind}; choose one of ${fitting.join(', ')}.`, {
      serial,
      kind,
      resolution,
      fitting,
    });
  }
}

/** A resolution that the ledger contradicts. */
export class LedgerSaysOtherwise extends DomainError {
  readonly code = 'ledger-says-otherwise';
  readonly kind = 'refused';

  constructor(serial: string, resolution: string, book: string, wayOut: string) {
    super(`resolution is ${resolution}, but the ledger has unit ${serial} ${book}; ${wayOut}.`, {
      serial,
      resolution,
      book,
    });
  }
}

export class DiscrepanciesOpen extends DomainError {
  readonly code = 'discrepancies-open';
  readonly kind = 'refused';

  constructor(statementNumber: string, open: readonly { readonly serial: string; readonly status: string }[]) {
    const listed = open
      .slice(0, 100)
      .map(({ serial, status }) => ({ serial, kind: status === 'unexpected' ? 'unexpected' : 'missing' }));
    super(
      `${open.length} discrepancies of ${statementNumber} are open (${listed
        .slice(0, 20)
        .map(({ serial, kind }) => `${serial} ${kind}`)
        .join(', ')}); count or resolve them first.`,
      { statementNumber, open: listed, count: open.length },
    );
  }
}

export class CountersignedBySigner extends DomainError {
  readonly code = 'countersigned-by-signer';
  readonly kind = 'refused';

  constructor(statementNumber: string, person: string) {
    super(
      `${person} signed ${statementNumber} as custodian and cannot sign it for headquarters too; let somebody else do it.`,
      {
        statementNumber,
        person,
      },
    );
  }
}

export class NoStatementToOpen extends DomainError {
  readonly code = 'no-statement-to-open';
  readonly kind = 'conflict';

  constructor(month: string) {
    super(
      `Every city has its statement for ${month} already, or no city has a site; open sites first, or read the statements.`,
      { month },
    );
  }
}

export class SiteNotInStatement extends DomainError {
  readonly code = 'site-not-in-statement';
  readonly kind = 'refused';

  constructor(statementNumber: string, site: string) {
    super(
      `site is ${site}, which is none of those that ${statementNumber} is about; name one of them, or leave it out.`,
      {
        statementNumber,
        site,
      },
    );
  }
}

export class SiteSignedAlready extends DomainError {
  readonly code = 'site-signed-already';
  readonly kind = 'conflict';

  constructor(statementNumber: string, site: string, signedBy: string) {
    super(
      `${signedBy} has signed ${statementNumber} for ${site}, and what is signed for stays; let headquarters send the statement back first.`,
      { statementNumber, site, signedBy },
    );
  }
}

export class NothingSignedYet extends DomainError {
  readonly code = 'nothing-signed-yet';
  readonly kind = 'conflict';

  constructor(statementNumber: string) {
    super(
      `Nobody has signed ${statementNumber} yet, so that there is nothing to send back; the count goes on anyway.`,
      {
        statementNumber,
      },
    );
  }
}

/** A unit is not found by saying so (S5). */
export class FoundNeedsScan extends DomainError {
  readonly code = 'found-needs-scan';
  readonly kind = 'refused';

  constructor(statementNumber: string, serial: string) {
    super(
      `resolution is found, but ${serial} was not scanned for ${statementNumber}; scan it in the count, and it is counted.`,
      { statementNumber, serial },
    );
  }
}

/** S4, S5: a loss follows from a count. */
export class SiteNotCounted extends DomainError {
  readonly code = 'site-not-counted';
  readonly kind = 'refused';

  constructor(statementNumber: string, serial: string, site: string) {
    super(
      `resolution is lost, but ${site}, where ${serial} was booked, has not been counted for ${statementNumber}; let it be counted first, or ` +
        'let its custodian say himself that it is lost.',
      { statementNumber, serial, site },
    );
  }
}

export class NotScanned extends DomainError {
  readonly code = 'not-scanned';
  readonly kind = 'conflict';

  constructor(statementNumber: string, serial: string, status: string) {
    super(`Unit ${serial} in ${statementNumber} is "${status}": no scan of it can be taken out of the count.`, {
      statementNumber,
      serial,
      status,
    });
  }
}

/** A city's months are reconciled one after the other (S5). */
export class MonthOutOfOrder extends DomainError {
  readonly code = 'month-out-of-order';
  readonly kind = 'conflict';

  constructor(city: string, month: string, last: { readonly month: string; readonly state: string }, next: string) {
    super(
      `month is ${month}, but the last statement of ${city} is of ${last.month} and is "${last.state}"; ` +
        `close it first, then open ${next}.`,
      { city, month, lastMonth: last.month, lastState: last.state, next },
    );
  }
}
