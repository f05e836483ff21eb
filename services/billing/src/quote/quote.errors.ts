import { DomainError } from '@rotables/domain-kernel';
import type { Entitlement } from '../rma-case/rma-case.js';
import type { Quote } from './quote.js';

export class QuoteNotFound extends DomainError {
  readonly code = 'quote-not-found';
  readonly kind = 'not-found';

  constructor(quoteNumber: string) {
    super(`There is no quote ${quoteNumber} in your cities; GET /v1/quotes lists them.`, { quoteNumber });
  }
}

export class QuoteNotNeeded extends DomainError {
  readonly code = 'quote-not-needed';
  readonly kind = 'refused';

  constructor(faultNumber: string, entitlement: Entitlement) {
    super(
      `${faultNumber} is served free of charge: entitlement ${entitlement.entitlementId} is "${entitlement.kind}" by ${entitlement.rule}. ` +
        'Go on without a quote, or have the unit inspected if the cause is another.',
      { faultNumber, ...entitlement },
    );
  }
}

export class OnlyPartsChargeable extends DomainError {
  readonly code = 'only-parts-chargeable';
  readonly kind = 'refused';

  constructor(entitlementId: string, line: number, feeCode: string) {
    super(
      `lines[${line}].feeCode is "${feeCode}", but by entitlement ${entitlementId} only "parts" are charged, at cost (W6); take the line out.`,
      {
        entitlementId,
        line,
        feeCode,
      },
    );
  }
}

export class QuoteStandsAlready extends DomainError {
  readonly code = 'quote-stands-already';
  readonly kind = 'conflict';

  constructor(faultNumber: string, quoteNumber: string, state: string) {
    const wayOut = state === 'open' ? 'have it confirmed, refused or withdrawn first' : 'the work may start by it';
    super(`${faultNumber} has the ${state} quote ${quoteNumber}; ${wayOut}.`, { faultNumber, quoteNumber, state });
  }
}

export class QuoteOutdated extends DomainError {
  readonly code = 'quote-outdated';
  readonly kind = 'refused';

  constructor(quote: Quote, entitlement: Entitlement | null) {
    super(
      `Quote ${quote.quoteNumber} was made by entitlement ${quote.entitlementId}, but ${entitlement?.entitlementId ?? 'none'} ` +
        `("${entitlement?.kind ?? 'unknown'}") holds now; withdraw it and issue another if one is needed.`,
      {
        quoteNumber: quote.quoteNumber,
        entitlementId: quote.entitlementId,
        holdingEntitlementId: entitlement?.entitlementId ?? null,
      },
    );
  }
}
