import { DomainError, formatYuan, type Fen, type Role, type Serial } from '@rotables/domain-kernel';

export class ScrapRecordNotFound extends DomainError {
  readonly code = 'scrap-record-not-found';
  readonly kind = 'not-found';

  constructor(scrapNumber: string) {
    super(
      `There is no scrap record ${scrapNumber}, or it is in a city that you do not see; GET /v1/scrap-records lists them.`,
      { scrapNumber },
    );
  }
}

export class ScrapSignedAlready extends DomainError {
  readonly code = 'scrap-signed-already';
  readonly kind = 'refused';

  constructor(scrapNumber: string, person: string, as: string, verb: string) {
    super(
      `${person} is the ${as} of ${scrapNumber} and cannot ${verb} it as well: proposer, appraisers and approver are different people, ` +
        'and the approver does not execute (R9). Let another person do it.',
      { scrapNumber, person, as, verb },
    );
  }
}

export class AppraisalLeadWrong extends DomainError {
  readonly code = 'appraisal-lead-wrong';
  readonly kind = 'refused';

  constructor(scrapNumber: string, why: string) {
    super(`This appraisal of ${scrapNumber} cannot be taken: ${why}.`, { scrapNumber });
  }
}

export class AppraisersSayKeep extends DomainError {
  readonly code = 'appraisers-say-keep';
  readonly kind = 'refused';

  constructor(scrapNumber: string, forScrap: number, appraisers: number, needed: number) {
    super(
      `${scrapNumber} cannot be approved: ${forScrap} of ${appraisers} appraisers say "scrap", and ${needed} are needed. Reject it.`,
      { scrapNumber, forScrap, appraisers, needed },
    );
  }
}

export class ApproverRoleTooLow extends DomainError {
  readonly code = 'approver-role-too-low';
  readonly kind = 'forbidden';

  constructor(scrapNumber: string, valueFen: Fen, departmentHeadUpToFen: number, needed: readonly Role[]) {
    super(
      `${scrapNumber} is worth ${formatYuan(valueFen)}; the limit of a department head is ${departmentHeadUpToFen / 100} yuan, ` +
        `so this is decided by: ${needed.join(', ')}.`,
      { scrapNumber, valueFen, departmentHeadUpToFen, needed },
    );
  }
}

export class ScrapRecordExists extends DomainError {
  readonly code = 'scrap-record-exists';
  readonly kind = 'conflict';

  constructor(serial: Serial, scrapNumber: string | null) {
    super(
      `The unit ${serial} has ${scrapNumber === null ? 'a scrap record' : `the scrap record ${scrapNumber}`} already; a unit is scrapped once. ` +
        'Go on with that record, or have it rejected first.',
      { serial, scrapNumber },
    );
  }
}

export class ScrapNeedsCase extends DomainError {
  readonly code = 'scrap-needs-case';
  readonly kind = 'refused';

  constructor(serial: Serial, faultNumber: string) {
    super(`The unit ${serial} is the unit of the open case ${faultNumber}; propose it with that faultNumber.`, {
      serial,
      faultNumber,
    });
  }
}

export class ScrapIsOfAnotherUnit extends DomainError {
  readonly code = 'scrap-is-of-another-unit';
  readonly kind = 'refused';

  constructor(faultNumber: string, caseSerial: Serial, serial: Serial) {
    super(
      `serial is ${serial}, but the unit of ${faultNumber} is ${caseSerial}; correct the serial or the fault number.`,
      {
        faultNumber,
        caseSerial,
        serial,
      },
    );
  }
}

/** The pool has not told of the unit, or it is where the proposer sees nothing. */
export class ScrapUnitNotKnown extends DomainError {
  readonly code = 'scrap-unit-not-known';
  readonly kind = 'conflict';

  constructor(serial: Serial) {
    super(
      `The unit ${serial} is not known as a unit of the company's here. Where it came in or changed hands just now, try again in a moment; ` +
        'else check the serial.',
      { serial },
    );
  }
}

export class ScrapIsNotTheCompanys extends DomainError {
  readonly code = 'scrap-is-not-the-companys';
  readonly kind = 'refused';

  constructor(serial: Serial) {
    super(
      `The unit ${serial} is a customer's, and only what the company owns is scrapped (R9); it becomes the company's by a formal replacement or a paid refund.`,
      { serial },
    );
  }
}

export class ScrapUnitNotHeld extends DomainError {
  readonly code = 'scrap-unit-not-held';
  readonly kind = 'refused';

  constructor(serial: Serial, place: string) {
    super(
      `The unit ${serial} is at ${place}, and only what lies on a shelf or in quarantine of ours is scrapped (R9). Bring it in first; ` +
        'a record that cannot be executed any more is withdrawn.',
      { serial, place },
    );
  }
}

export class ScrapValueUnknown extends DomainError {
  readonly code = 'scrap-value-unknown';
  readonly kind = 'conflict';

  constructor(serial: Serial, model: string) {
    super(
      `What the unit ${serial} is worth is not known: no unit-price of ${model} is in force. Finance defines it in the fee schedule; then try again in a moment.`,
      { serial, model },
    );
  }
}

/** What was sent with the command, though the system knows it (first law). */
export class ScrapKnownOtherwise extends DomainError {
  readonly code = 'scrap-known-otherwise';
  readonly kind = 'refused';

  constructor(field: string, sent: string | number, known: string | number) {
    super(`${field} is ${sent}, but ${known} is known; correct it or leave it out.`, { field, sent, known });
  }
}

export class AppraiserWithoutDepartment extends DomainError {
  readonly code = 'appraiser-without-department';
  readonly kind = 'refused';

  constructor(appraiser: string) {
    super(
      `${appraiser} has no department, and an appraisal is given for one (R9); an administrator enters it with the account.`,
      { appraiser },
    );
  }
}

export class ScrapIsAnothers extends DomainError {
  readonly code = 'scrap-is-anothers';
  readonly kind = 'forbidden';

  constructor(scrapNumber: string, proposedBy: string) {
    super(
      `${scrapNumber} is withdrawn by ${proposedBy}, who proposed it, or by whom its value would need to approve it.`,
      {
        scrapNumber,
        proposedBy,
      },
    );
  }
}

/** The pool has not answered yet whether it keeps the unit for the record. */
export class ScrapHoldNotKnownYet extends DomainError {
  readonly code = 'scrap-hold-not-known-yet';
  readonly kind = 'conflict';

  constructor(scrapNumber: string, serial: Serial) {
    super(
      `Whether the pool keeps ${serial} for ${scrapNumber} is not known yet; try again in a moment. Where it stays so, ask for it with "hold".`,
      { scrapNumber, serial },
    );
  }
}

/** Somebody else had the unit when the record was approved. */
export class ScrapHoldWasRefused extends DomainError {
  readonly code = 'scrap-hold-was-refused';
  readonly kind = 'refused';

  constructor(scrapNumber: string, serial: Serial, place: string | null) {
    super(
      `The pool could not keep ${serial} for ${scrapNumber}: ${place === null ? 'it does not know the unit' : `it was at ${place}`}. Once it lies on a shelf ` +
        'or in quarantine of ours, ask again with "hold"; else withdraw the record.',
      { scrapNumber, serial, place },
    );
  }
}

/** Asked again for what is so. */
export class ScrapHoldStands extends DomainError {
  readonly code = 'scrap-hold-stands';
  readonly kind = 'conflict';

  constructor(scrapNumber: string, serial: Serial) {
    super(`The pool keeps ${serial} for ${scrapNumber} already; execute or withdraw the record.`, {
      scrapNumber,
      serial,
    });
  }
}

/** A unit on its way to the shelf is approved for scrap. */
export class UnitIsToBeScrapped extends DomainError {
  readonly code = 'unit-is-to-be-scrapped';
  readonly kind = 'refused';

  constructor(serial: Serial, scrapNumber: string) {
    super(
      `The unit ${serial} is approved for scrap by ${scrapNumber}; have that record withdrawn before it goes on a shelf.`,
      {
        serial,
        scrapNumber,
      },
    );
  }
}
