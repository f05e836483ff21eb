import type { EntitlementKind, Exchange } from '@rotables/contracts';
import { DomainError, type Serial } from '@rotables/domain-kernel';

export class RmaCaseNotFound extends DomainError {
  readonly code = 'rma-case-not-found';
  readonly kind = 'not-found';

  constructor(faultNumber: string) {
    super(
      `There is no case ${faultNumber}, or it is in a city that you do not see. Check the number; GET /v1/rma-cases finds cases by serial, phone or plate.`,
      { faultNumber },
    );
  }
}

export class OpenCaseExists extends DomainError {
  readonly code = 'open-case-exists';
  readonly kind = 'conflict';

  constructor(serial: Serial, faultNumber: string | null) {
    super(
      faultNumber === null
        ? `The unit ${serial} has an open case in a city that you do not see; ask headquarters, or check the serial.`
        : `The unit ${serial} has the open case ${faultNumber} already; add what is new to that case, or check the serial.`,
      { serial, faultNumber },
    );
  }
}

/** Warranty works on its own; what it says arrives a moment after the fault was reported or the unit inspected. */
export class EntitlementNotKnownYet extends DomainError {
  readonly code = 'entitlement-not-known-yet';
  readonly kind = 'conflict';

  constructor(faultNumber: string, why: string) {
    super(`Work on ${faultNumber} cannot start: ${why}. Try again in a moment.`, { faultNumber });
  }
}

export class QuoteNotConfirmed extends DomainError {
  readonly code = 'quote-not-confirmed';
  readonly kind = 'refused';

  constructor(faultNumber: string, entitlementKind: EntitlementKind, quotes: string) {
    super(
      `Work on ${faultNumber} cannot start: its entitlement is ${entitlementKind}, which needs a quote that the customer confirmed ` +
        `under that entitlement, but ${quotes}. Issue a quote and let the customer answer.`,
      { faultNumber, entitlementKind },
    );
  }
}

export class UnitNotTested extends DomainError {
  readonly code = 'unit-not-tested';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: Serial) {
    super(
      `The unit ${serial} of ${faultNumber} has no passed test since it was last inspected or repaired, and none leaves without one (R7); ` +
        `record it with POST /v1/rma-cases/${faultNumber}/test.`,
      { faultNumber, serial },
    );
  }
}

export class InspectionFoundFault extends DomainError {
  readonly code = 'inspection-found-fault';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: string) {
    super(
      `Inspection confirmed the fault of ${serial} in ${faultNumber}, and nothing repaired it, so that it does not go back as one without a fault. ` +
        'Inspect it again where it has none, repair it, or say in customersWish why the customer wants it back as it is.',
      { faultNumber, serial },
    );
  }
}

export class NoReasonToReturnUnrepaired extends DomainError {
  readonly code = 'no-reason-to-return-unrepaired';
  readonly kind = 'refused';

  constructor(faultNumber: string, entitlementKind: EntitlementKind | null) {
    super(
      `The unit of ${faultNumber} cannot go back unrepaired: no inspection says that there is no fault or that it is a wrong item, ` +
        `and the customer refused no quote (entitlement: ${entitlementKind ?? 'not known yet'}). Repair it, replace it formally, record the customer's refusal, or say in customersWish why the customer wants it back as it is.`,
      { faultNumber, entitlementKind },
    );
  }
}

export class UnitBelongsToCompany extends DomainError {
  readonly code = 'unit-belongs-to-company';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: Serial, resolution: string) {
    super(
      `The unit ${serial} of ${faultNumber} is the company's by ${resolution}, so it does not go back to the customer; ` +
        'restock it after a passed test, or scrap it.',
      { faultNumber, serial, resolution },
    );
  }
}

export class UnitBelongsToCustomer extends DomainError {
  readonly code = 'unit-belongs-to-customer';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: Serial, verb: string) {
    super(
      `The unit ${serial} of ${faultNumber} is the customer's, so it cannot be ${verb}; ` +
        "it becomes the company's by a formal replacement or a paid refund.",
      { faultNumber, serial },
    );
  }
}

export class UnitAlreadyReceived extends DomainError {
  readonly code = 'unit-already-received';
  readonly kind = 'conflict';

  constructor(faultNumber: string, serial: Serial, state: string, site: string | null) {
    super(
      `The unit ${serial} of ${faultNumber} was received before${site === null ? '' : ` at ${site}`} and is "${state}" now; there is nothing to receive.`,
      { faultNumber, serial, state, site },
    );
  }
}

export class VisitNeedsTriage extends DomainError {
  readonly code = 'visit-needs-triage';
  readonly kind = 'refused';

  constructor(faultNumber: string, state: string) {
    super(
      `A technician is sent only after remote diagnosis (R3), but ${faultNumber} is "${state}"; ` +
        `a case is triaged with POST /v1/rma-cases/${faultNumber}/triage.`,
      { faultNumber, state },
    );
  }
}

export class RepairIsAtVendor extends DomainError {
  readonly code = 'repair-is-at-vendor';
  readonly kind = 'refused';

  constructor(faultNumber: string) {
    super(
      `The unit of ${faultNumber} is at its vendor, so its repair is completed by receiving the vendor return: ` +
        'POST /v1/vendor-returns/{number}/receive.',
      { faultNumber },
    );
  }
}

/** Nobody is served by repairing, or leaving, at a customer's what is not his (S13). */
export class OwnUnitComesIn extends DomainError {
  readonly code = 'own-unit-comes-in';
  readonly kind = 'refused';

  constructor(faultNumber: string, serial: Serial) {
    super(
      `The unit ${serial} of ${faultNumber} is the company's, so it comes in and is inspected (S13): triage it "to-warehouse" and receive it, ` +
        'or withdraw the report where there was no fault.',
      { faultNumber, serial },
    );
  }
}

export class CaseIsServed extends DomainError {
  readonly code = 'case-is-served';
  readonly kind = 'refused';

  constructor(faultNumber: string, resolution: string) {
    super(
      `The customer of ${faultNumber} is served by ${resolution}, so its report cannot be withdrawn (R1); go on to the end of the case.`,
      { faultNumber, resolution },
    );
  }
}

export class CaseHasFollowed extends DomainError {
  readonly code = 'case-has-followed';
  readonly kind = 'refused';

  constructor(faultNumber: string, followedBy: readonly string[]) {
    const documents = followedBy.join(', ');
    super(
      `${faultNumber} cannot be withdrawn while ${documents} is open (E1): take the spare back or cancel the visit first.`,
      { faultNumber, documents },
    );
  }
}

/** Where it is registered is told to whom may see it (O3). */
export class UnitInAnotherCity extends DomainError {
  readonly code = 'unit-in-another-city';
  readonly kind = 'refused';

  constructor(serial: Serial, city: string, registeredIn: string | null) {
    super(
      registeredIn === null
        ? `The unit ${serial} belongs to another city than ${city}, which you do not see; headquarters reports its fault there, or has it transferred to ${city} first.`
        : `The unit ${serial} belongs to ${registeredIn}, not to ${city}; report its fault for ${registeredIn}, or have it transferred to ${city} first.`,
      { serial, city, registeredIn },
    );
  }
}

export class UnitIsScrapped extends DomainError {
  readonly code = 'unit-is-scrapped';
  readonly kind = 'refused';

  constructor(serial: Serial) {
    super(`The unit ${serial} was scrapped, so it has no fault to report; check the serial.`, { serial });
  }
}

/** S7, W3: nobody gets two things for one fault. */
export class OutcomeIsReserved extends DomainError {
  readonly code = 'outcome-is-reserved';
  readonly kind = 'conflict';

  constructor(faultNumber: string, outcome: Exchange, reference: string) {
    super(
      `${faultNumber} is kept for the ${outcome} that ${reference} proposes, and ends in no other way before that is confirmed or declined; ` +
        `decline ${reference} if the customer is to be served otherwise.`,
      { faultNumber, outcome, reference },
    );
  }
}
