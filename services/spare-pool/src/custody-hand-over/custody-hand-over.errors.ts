import { DomainError } from '@rotables/domain-kernel';

export class CustodyHandOverNotFound extends DomainError {
  readonly code = 'custody-hand-over-not-found';
  readonly kind = 'not-found';

  constructor(handOverNumber: string) {
    super(`There is no hand-over ${handOverNumber}, or it is of a city that you do not see; check the number.`, {
      handOverNumber,
    });
  }
}

export class HandOverUnderWay extends DomainError {
  readonly code = 'hand-over-under-way';
  readonly kind = 'conflict';

  constructor(site: string) {
    super(`The custody of ${site} is being handed over already; let that be accepted, declined or withdrawn first.`, {
      site,
    });
  }
}

export class CountNeedsOtherPeople extends DomainError {
  readonly code = 'count-needs-other-people';
  readonly kind = 'refused';

  constructor(site: string, person: string, one: string, other: string) {
    super(
      `${person} cannot be ${one} and ${other} in one witnessed count of ${site}: who orders it, who witnesses it, who leaves and who succeeds are four people; name somebody else.`,
      { site, person, one, other },
    );
  }
}

export class NotTheOneNamed extends DomainError {
  readonly code = 'not-the-one-named';
  readonly kind = 'forbidden';

  constructor(handOverNumber: string, field: string, named: string, actor: string) {
    super(`${field} of ${handOverNumber} is ${named}, and you are ${actor}; let ${named} do it.`, {
      handOverNumber,
      field,
      named,
      actor,
    });
  }
}

export class BookMovedSinceOffer extends DomainError {
  readonly code = 'book-moved-since-offer';
  readonly kind = 'refused';

  constructor(handOverNumber: string, came: readonly string[], left: readonly string[]) {
    const listed = (serials: readonly string[]) => (serials.length === 0 ? 'none' : serials.slice(0, 20).join(', '));
    super(
      `Since ${handOverNumber} was counted ${came.length} units came (${listed(came)}) and ${left.length} left (${listed(left)}); ` +
        'count again and send countedSerials, or name them as movedSerials.',
      { handOverNumber, came: came.slice(0, 200), left: left.slice(0, 200), moved: came.length + left.length },
    );
  }
}

export class CustodianChangedMeanwhile extends DomainError {
  readonly code = 'custodian-changed-meanwhile';
  readonly kind = 'conflict';

  constructor(site: string, custodian: string) {
    super(
      `${site} is in the keeping of ${custodian} by now; withdraw this hand-over, and let ${custodian} offer it anew.`,
      {
        site,
        custodian,
      },
    );
  }
}
