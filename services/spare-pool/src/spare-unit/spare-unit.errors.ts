import { DomainError, InvalidInput, serialKey } from '@rotables/domain-kernel';

export class SpareUnitNotFound extends DomainError {
  readonly code = 'spare-unit-not-found';
  readonly kind = 'not-found';

  constructor(serial: string) {
    super(`No unit with serial ${serial} is in the ledger, or it is in a city that you do not see; check the serial.`, {
      serial,
    });
  }
}

/** A unit cannot move before it came to where it is (S9). */
export class MovementBeforeLast extends DomainError {
  readonly code = 'movement-before-last';
  readonly kind = 'refused';

  constructor(serial: string, stated: Date, last: Date) {
    super(
      `Unit ${serial} is stated to have moved at ${stated.toISOString()}, but its last movement was at ${last.toISOString()}; ` +
        'state a time after that.',
      { serial, stated: stated.toISOString(), last: last.toISOString() },
    );
  }
}

export class SerialAlreadyKnown extends DomainError {
  readonly code = 'serial-already-known';
  readonly kind = 'conflict';

  constructor(serials: readonly string[]) {
    const listed = serials.slice(0, 20);
    super(
      `${serials.length} of the serials are in the ledger already (${listed.join(', ')}${serials.length > 20 ? ', …' : ''}); ` +
        'nothing was entered: leave them out, or correct them.',
      { serials: listed, count: serials.length },
    );
  }
}

/** W15: another spelling of a serial that is in the ledger. */
export class SerialHasTwin extends DomainError {
  readonly code = 'serial-has-twin';
  readonly kind = 'conflict';

  constructor(serial: string, known: string) {
    super(
      `The serial ${serial} differs from ${known}, which is in the ledger, only in case, width or separators; did you mean ${known}?`,
      { serial, known },
    );
  }
}

/** S9: what warranty covers at a customer is no spare. */
export class UnitIsCovered extends DomainError {
  readonly code = 'unit-is-covered';
  readonly kind = 'conflict';

  constructor(serials: readonly string[]) {
    const listed = serials.slice(0, 20);
    super(
      `${serials.length} of the serials are devices that warranty covers at customers (${listed.join(', ')}${serials.length > 20 ? ', …' : ''}); a ` +
        'spare is none of them: check the serials, or have their registration put right.',
      { serials: listed, count: serials.length },
    );
  }
}

/** Was a customer's device, is the company's since, and the ledger has not received it. */
export class UnitIsAwaited extends DomainError {
  readonly code = 'unit-is-awaited';
  readonly kind = 'conflict';

  constructor(serials: readonly string[]) {
    const listed = serials.slice(0, 20);
    super(
      `${serials.length} of the serials were devices at customers, whose coverage has ended (${listed.join(', ')}${serials.length > 20 ? ', …' : ''}); ` +
        'such a unit is no new spare: receive it by its case, inspect and test it, and restock it.',
      { serials: listed, count: serials.length },
    );
  }
}

/** The unit is not where, or not what, the command needs. */
export class UnitNotAvailable extends DomainError {
  readonly code = 'unit-not-available';
  readonly kind = 'conflict';

  constructor(serial: string, where: string, needed: string) {
    super(`Unit ${serial} is not available: it is ${where}, but must be ${needed}; choose another unit.`, {
      serial,
      where,
      needed,
    });
  }
}

/** Throws InvalidInput for the second of two equal serials. */
export function ensureNoSerialTwice(serials: readonly string[], field: string): void {
  const seen = new Set<string>();
  for (const [index, serial] of serials.entries()) {
    const key = serialKey(serial);
    if (seen.has(key))
      throw new InvalidInput(`${field}[${index}]`, serial, 'named once only; it stands in the list before');
    seen.add(key);
  }
}

export class UnitFactNotFound extends DomainError {
  readonly code = 'unit-fact-not-found';
  readonly kind = 'not-found';

  constructor(id: number) {
    super(
      `Nothing that waits for a unit has the number ${id}, or it is of a city that you do not see; GET /v1/awaiting-unit-facts lists them.`,
      { id },
    );
  }
}

export class UnitFactSettledAlready extends DomainError {
  readonly code = 'unit-fact-settled-already';
  readonly kind = 'conflict';

  constructor(id: number, serial: string, settledBy: string | null) {
    super(`What waited for ${serial} (${id}) was settled by ${settledBy ?? 'somebody'} already.`, {
      id,
      serial,
      settledBy,
    });
  }
}

/** Topics have no order among each other: for a while it is nothing but under way. */
export class UnitFactMayComeYet extends DomainError {
  readonly code = 'unit-fact-may-come-yet';
  readonly kind = 'conflict';

  constructor(id: number, serial: string, fact: string) {
    super(
      `That ${serial} is "${fact}" (${id}) was told less than an hour ago, and what it builds on may be on its way; try again in an hour.`,
      { id, serial, fact },
    );
  }
}
