import { DomainError } from '@rotables/domain-kernel';

export class ShipmentNotFound extends DomainError {
  readonly code = 'shipment-not-found';
  readonly kind = 'not-found';

  constructor(shipmentNumber: string) {
    super(`There is no shipment ${shipmentNumber}, or it goes to a city that you do not see; check the number.`, {
      shipmentNumber,
    });
  }
}

export class DiscrepancyNotFound extends DomainError {
  readonly code = 'discrepancy-not-found';
  readonly kind = 'not-found';

  constructor(discrepancyId: string) {
    super(`There is no discrepancy ${discrepancyId}, or it is of a city that you do not see; check the number.`, {
      discrepancyId,
    });
  }
}

export class OrderNotFound extends DomainError {
  readonly code = 'order-not-found';
  readonly kind = 'not-found';

  constructor(orderNumber: string) {
    super(
      `orderNumber is ${orderNumber}, which is neither a spare application (SA-…) nor a replenishment (RP-…); check the number.`,
      { orderNumber },
    );
  }
}

export class ShipmentToItself extends DomainError {
  readonly code = 'shipment-to-itself';
  readonly kind = 'refused';

  constructor(orderNumber: string, site: string) {
    super(`${orderNumber} is an order of ${site}, and the shipment leaves from ${site} too; ship from another site.`, {
      orderNumber,
      site,
    });
  }
}

/** One of the serials cannot be picked (R8, S3). */
export class SerialCannotBeShipped extends DomainError {
  readonly code = 'serial-cannot-be-shipped';
  readonly kind = 'refused';

  constructor(problems: readonly { readonly serial: string; readonly problem: string }[]) {
    const listed = problems.slice(0, 20);
    super(
      `${problems.length} of the serials cannot be shipped: ${listed.map(({ serial, problem }) => `${serial} ${problem}`).join('; ')}. ` +
        'Nothing was dispatched: replace them.',
      { problems: listed },
    );
  }
}

export class ResolutionDoesNotFit extends DomainError {
  readonly code = 'resolution-does-not-fit';
  readonly kind = 'refused';

  constructor(discrepancyId: string, kind: string, resolution: string, fitting: readonly string[]) {
    super(
      `resolution is ${resolution}, but ${discrepancyId} is about a unit that was ${kind}; choose one of ${fitting.join(', ')}.`,
      {
        discrepancyId,
        kind,
        resolution,
        fitting,
      },
    );
  }
}

export class ResolutionNotYours extends DomainError {
  readonly code = 'resolution-not-yours';
  readonly kind = 'forbidden';

  constructor(resolution: string, roles: readonly string[]) {
    super(`"${resolution}" takes the role ${roles.join(' or ')}; ask somebody who has it.`, { resolution, roles });
  }
}

export class LiablePartyNeeded extends DomainError {
  readonly code = 'liable-party-needed';
  readonly kind = 'refused';

  constructor(discrepancyId: string) {
    super(
      `${discrepancyId} is to be lost, and nobody is named who owes the unit; state liable: carrier (with the carrier's name, where the shipment has none) or sender.`,
      { discrepancyId },
    );
  }
}

export class LossDecidedByPartyToIt extends DomainError {
  readonly code = 'loss-decided-by-party-to-it';
  readonly kind = 'refused';

  constructor(discrepancyId: string, person: string) {
    super(
      `${person} sent or received the shipment of ${discrepancyId} and cannot decide who owes what was lost; let somebody else at headquarters do it.`,
      { discrepancyId, person },
    );
  }
}

export class UnitStillInShipment extends DomainError {
  readonly code = 'unit-still-in-shipment';
  readonly kind = 'refused';

  constructor(serial: string, shipmentNumber: string) {
    super(
      `The book has unit ${serial} in ${shipmentNumber} still; take it in where it turned up first, or resolve it as arrived-late, never-left or lost.`,
      { serial, shipmentNumber },
    );
  }
}

/** A serial that the pool does not know cannot be taken into a book. */
export class UnknownUnitNotAccepted extends DomainError {
  readonly code = 'unknown-unit-not-accepted';
  readonly kind = 'refused';

  constructor(serial: string) {
    super(
      `No unit ${serial} is in the ledger, so that it cannot be accepted here; acquire it first if it is the company's, set it aside, or send it back.`,
      { serial },
    );
  }
}
