import { DomainError } from '@rotables/domain-kernel';
import { freeOf } from '../allocation/allocation.js';
import type { QuotaUse } from '../allocation/allocation.js';

export class SpareApplicationNotFound extends DomainError {
  readonly code = 'spare-application-not-found';
  readonly kind = 'not-found';

  constructor(applicationNumber: string) {
    super(
      `There is no spare application ${applicationNumber}, or it is of a city that you do not see; check the number.`,
      {
        applicationNumber,
      },
    );
  }
}

export class AllocationExceeded extends DomainError {
  readonly code = 'allocation-exceeded';
  readonly kind = 'refused';

  constructor(city: string, requested: number, allocation: number, use: QuotaUse) {
    const free = freeOf(allocation, use);
    const { onHand, inTransit, onLoan, owedByRepair, applied } = use;
    super(
      `quantity is ${requested}, but ${city} has ${free} free of its allocation of ${allocation}: ${onHand} on hand, ${inTransit} in transit, ` +
        `${onLoan} on loan, ${owedByRepair} owed by repair, ${applied} applied for. Ask for at most ${free}.`,
      { city, allocation, onHand, inTransit, onLoan, owedByRepair, applied, requested, free },
    );
  }
}

export class DecidedByApplicant extends DomainError {
  readonly code = 'decided-by-applicant';
  readonly kind = 'refused';

  constructor(applicationNumber: string, person: string) {
    super(
      `${person} submitted ${applicationNumber} and cannot decide it too; let somebody else at headquarters do it.`,
      {
        applicationNumber,
        person,
      },
    );
  }
}

export class ApprovedMoreThanAsked extends DomainError {
  readonly code = 'approved-more-than-asked';
  readonly kind = 'refused';

  constructor(application: { readonly applicationNumber: string; readonly quantity: number }, quantity: number) {
    super(
      `quantity is ${quantity}, but ${application.applicationNumber} asks for ${application.quantity}; approve at most that, ` +
        'and let the branch apply for more.',
      { applicationNumber: application.applicationNumber, asked: application.quantity, quantity },
    );
  }
}

export class ShippedMoreThanApproved extends DomainError {
  readonly code = 'order-exceeded';
  readonly kind = 'refused';

  constructor(orderNumber: string, ordered: number, shipped: number, units: number) {
    super(
      `The shipment has ${units} units, but of the ${ordered} of ${orderNumber} ${shipped} are shipped already: ship at most ${ordered - shipped}.`,
      { orderNumber, ordered, shipped, units },
    );
  }
}

export class WithdrawnAfterShipment extends DomainError {
  readonly code = 'withdrawn-after-shipment';
  readonly kind = 'refused';

  constructor({
    applicationNumber,
    shippedQuantity,
  }: {
    readonly applicationNumber: string;
    readonly shippedQuantity: number;
  }) {
    super(`${shippedQuantity} units of ${applicationNumber} have left already; close the rest instead.`, {
      applicationNumber,
      shippedQuantity,
    });
  }
}
