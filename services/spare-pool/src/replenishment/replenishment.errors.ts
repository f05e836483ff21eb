import { DomainError } from '@rotables/domain-kernel';
import type { QuotaUse } from '../allocation/allocation.js';

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

export class EarlyReplenishmentExceedsAllocation extends DomainError {
  readonly code = 'early-replenishment-exceeds-allocation';
  readonly kind = 'refused';

  constructor(city: string, quantity: number, room: number, allocation: number, use: QuotaUse) {
    const { onHand, inTransit, onLoan, applied } = use;
    super(
      `quantity is ${quantity}, but ${city} has room for ${room} in its allocation of ${allocation}: ${onHand} on hand, ${inTransit} in transit, ` +
        `${onLoan} on loan, ${applied} applied for. Ask for at most ${room}; what is owed beyond that is made up when there is room.`,
      { city, quantity, room, allocation, onHand, inTransit, onLoan, applied },
    );
  }
}

/** Units of several models are owed, or none. */
export class ModelOfReplenishmentNeeded extends DomainError {
  readonly code = 'model-of-replenishment-needed';
  readonly kind = 'refused';

  constructor(city: string, owed: readonly string[]) {
    super(
      `No model is stated, and ${city} is owed units of ${owed.length === 0 ? 'none' : owed.join(', ')}; state which model the replenishment is of.`,
      { city, models: owed.join(', ') },
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
