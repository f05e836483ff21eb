import { DomainError, formatYuan, parseFen } from '@rotables/domain-kernel';
import type { Fee } from '../fee-schedule/fee-schedule.js';
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

export class PriceKnownOtherwise extends DomainError {
  readonly code = 'price-known-otherwise';
  readonly kind = 'refused';

  constructor(line: number, unitFen: number, { feeCode, amountFen, effectiveOn }: Fee) {
    super(
      `lines[${line}].unitFen is ${unitFen} (${formatYuan(parseFen(unitFen, 'unitFen'))}), but the schedule has ${amountFen} ` +
        `(${formatYuan(amountFen)}) for "${feeCode}" from ${effectiveOn}; leave unitFen out. Another price is not quoted yet.`,
      { line, unitFen, feeCode, amountFen },
    );
  }
}

export class NotPaidByQuote extends DomainError {
  readonly code = 'not-paid-by-quote';
  readonly kind = 'refused';

  constructor(line: number, feeCode: string) {
    super(
      `lines[${line}].feeCode is "${feeCode}", which is charged for a period and not for work; take the line out.`,
      {
        line,
        feeCode,
      },
    );
  }
}

export class OwnUnitNotQuoted extends DomainError {
  readonly code = 'own-unit-not-quoted';
  readonly kind = 'refused';

  constructor(faultNumber: string) {
    super(`${faultNumber} is about a spare of the company's own: nobody pays for it, go on without a quote (S13).`, {
      faultNumber,
    });
  }
}

export class CaseServedOtherwise extends DomainError {
  readonly code = 'case-served-otherwise';
  readonly kind = 'refused';

  constructor(faultNumber: string, outcome: string) {
    super(`${faultNumber} is "${outcome}" already, so that there is no work left to pay for; report a new fault.`, {
      faultNumber,
      outcome,
    });
  }
}

export class CaseRefunded extends DomainError {
  readonly code = 'case-refunded';
  readonly kind = 'refused';

  constructor(faultNumber: string, refundNumber: string) {
    super(
      `The customer of ${faultNumber} gets his money back by ${refundNumber}, so that nothing is repaired for him; ` +
        'have the refund rejected first if it was proposed by mistake.',
      { faultNumber, refundNumber },
    );
  }
}

export class AnotherMustConfirm extends DomainError {
  readonly code = 'another-must-confirm';
  readonly kind = 'refused';

  constructor(quoteNumber: string, person: string) {
    super(
      `${person} made ${quoteNumber} and may not write down that the customer agreed too; another person has to hear it from the customer.`,
      { quoteNumber, person },
    );
  }
}

export class NotTheCustomer extends DomainError {
  readonly code = 'not-the-customer';
  readonly kind = 'refused';

  constructor(quoteNumber: string, confirmedBy: string) {
    super(
      `confirmedBy is "${confirmedBy}", who is one of us; name the person of the customer who agreed to ${quoteNumber}.`,
      {
        quoteNumber,
        confirmedBy,
      },
    );
  }
}
