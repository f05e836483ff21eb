import { DomainError } from '@rotables/domain-kernel';

export class ReplenishmentNotFound extends DomainError {
  readonly code = 'replenishment-not-found';
  readonly kind = 'not-found';

  constructor(replenishmentNumber: string) {
    super(
      `There is no replenishment ${replenishmentNumber}, or it is of a city that you do not see; check the number.`,
      {
        replenishmentNumber,
      },
    );
  }
}

export class EarlyReplenishmentExceedsOwed extends DomainError {
  readonly code = 'early-replenishment-exceeds-owed';
  readonly kind = 'refused';

  constructor(city: string, quantity: number, owed: number) {
    super(
      `quantity is ${quantity}, but ${city} is owed ${owed} for the defective units it returned (less what was made up early); ` +
        `ask for at most ${owed}.`,
      { city, quantity, owed },
    );
  }
}

export class ApprovedByRequester extends DomainError {
  readonly code = 'approved-by-requester';
  readonly kind = 'refused';

  constructor(replenishmentNumber: string, person: string) {
    super(
      `${person} requested ${replenishmentNumber} and cannot decide it too; let somebody else at headquarters do it.`,
      {
        replenishmentNumber,
        person,
      },
    );
  }
}
