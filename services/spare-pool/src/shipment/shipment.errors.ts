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
