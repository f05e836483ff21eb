import { quoteConfirmedV1, quoteIssuedV1, quoteRefusedV1, quoteWithdrawnV1 } from '@rotables/contracts';
import {
  formatYuan,
  InvalidInput,
  lifecycle,
  parseFen,
  parseQuantity,
  samePerson,
  sumFen,
  timesFen,
} from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision, Fen, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/business-time.js';
import { eventOf, type EventOf } from '../domain-event.js';
import { knownFeeCodes, type Fee } from '../fee-schedule/fee-schedule.js';
import type { Refund } from '../refund/refund.js';
import { CaseNotFound, EntitlementUnknown } from '../rma-case/rma-case.errors.js';
import { isChargeable, type Entitlement, type RmaCase } from '../rma-case/rma-case.js';
import {
  AnotherMustConfirm,
  CaseRefunded,
  CaseServedOtherwise,
  NotPaidByQuote,
  NotTheCustomer,
  OnlyPartsChargeable,
  OwnUnitNotQuoted,
  PriceKnownOtherwise,
  QuoteNotNeeded,
  QuoteOutdated,
  QuoteStandsAlready,
} from './quote.errors.js';

export const quoteLifecycle = lifecycle(
  {
    open: { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn' },
    confirmed: {},
    refused: {},
    withdrawn: {},
  },
  'quote',
);
export type QuoteState = StateIn<typeof quoteLifecycle>;

export interface QuoteLine {
  readonly feeCode: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitFen: Fen;
}

/** What the work will cost, as told to the customer before it begins (B2, R6). */
export interface Quote {
  readonly quoteNumber: string;
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  /** The entitlement by which the customer pays; when another supersedes it, this quote no longer counts. */
  readonly entitlementId: string;
  readonly lines: readonly QuoteLine[];
  readonly totalFen: Fen;
  readonly state: QuoteState;
  readonly issuedBy: ActorId;
  readonly issuedAt: Date;
  readonly issuedOn: BusinessDate;
  /** The customer who confirmed or refused, or the person who withdrew. */
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly withdrawalReason: string | null;
  readonly version: number;
}

export type QuoteEvent =
  | EventOf<typeof quoteIssuedV1>
  | EventOf<typeof quoteConfirmedV1>
  | EventOf<typeof quoteRefusedV1>
  | EventOf<typeof quoteWithdrawnV1>;
export type QuoteDecision = Decision<Quote, QuoteEvent>;

export interface IssueFacts {
  readonly quoteNumber: string;
  readonly rmaCase: RmaCase;
  readonly lines: readonly QuoteLine[];
  readonly issuedBy: ActorId;
  readonly issuedAt: Date;
  readonly issuedOn: BusinessDate;
  /** Quotes of this fault that the customer has not turned down. */
  readonly standing: readonly Pick<Quote, 'quoteNumber' | 'state' | 'entitlementId'>[];
  readonly refund: StandingRefund;
}

export const largestLineQuantity = 100;
/** What one quote comes to at most: a million yuan. More than that is agreed by a contract, and not over a counter. */
export const largestQuoteFen = parseFen(100_000_000);

/** The line at the price of the schedule (B1). Throws {@link PriceKnownOtherwise} where another was stated: that would be goodwill or a gift (E3). */
export function pricedLine(
  line: { readonly description: string | undefined; readonly quantity: number; readonly unitFen: number | undefined },
  fee: Fee,
  index: number,
): QuoteLine {
  const { description = fee.description, quantity, unitFen } = line;
  if (unitFen !== undefined && unitFen !== fee.amountFen) throw new PriceKnownOtherwise(index, unitFen, fee);
  return { feeCode: fee.feeCode, description, quantity, unitFen: fee.amountFen };
}

/** Tells the customer the price (B2). Throws when nothing is to be paid (W11), or a quote stands already. */
export function issueQuote(facts: IssueFacts): QuoteDecision {
  const { rmaCase, issuedAt } = facts;
  const entitlement = ensureMayBeQuoted(rmaCase, facts.refund);
  ensureLines(entitlement, facts.lines);
  if (rmaCase.reportedAt) ensureNotBefore('issuedAt', issuedAt, 'the fault was reported', rmaCase.reportedAt);
  const inTheWay = facts.standing.find(
    ({ state, entitlementId }) => state === 'open' || entitlementId === entitlement.entitlementId,
  );
  if (inTheWay) throw new QuoteStandsAlready(rmaCase.faultNumber, inTheWay.quoteNumber, inTheWay.state);
  const quote: Quote = {
    quoteNumber: facts.quoteNumber,
    faultNumber: rmaCase.faultNumber,
    serial: rmaCase.serial,
    city: rmaCase.city,
    entitlementId: entitlement.entitlementId,
    lines: facts.lines,
    totalFen: totalOf(facts.lines),
    state: 'open',
    issuedBy: facts.issuedBy,
    issuedAt,
    issuedOn: facts.issuedOn,
    answeredBy: null,
    answeredAt: null,
    withdrawalReason: null,
    version: 0,
  };
  return {
    state: quote,
    events: [
      eventOf(quoteIssuedV1, { ...onTheWire(quote), issuedBy: quote.issuedBy, issuedAt: issuedAt.toISOString() }),
    ],
  };
}

export interface Confirmation {
  /** The customer, by name. */
  readonly by: string;
  readonly at: Date;
  /** Who heard it from the customer. */
  readonly recordedBy: ActorId;
  readonly rmaCase: RmaCase;
  readonly refund: StandingRefund;
}

/**
 * The customer agrees, once (B2). What he said is written down by another person than who made the quote: nobody alone makes somebody owe.
 * Throws {@link QuoteOutdated} when another entitlement holds by now (W11), {@link AnotherMustConfirm} and {@link NotTheCustomer}.
 */
export function confirmQuote(quote: Quote, answer: Confirmation): QuoteDecision {
  const state = quoteLifecycle.after(quote.state, 'confirm');
  const { rmaCase, refund, recordedBy } = answer;
  ensureQuotable(rmaCase, refund);
  if (samePerson(quote.issuedBy, recordedBy)) throw new AnotherMustConfirm(quote.quoteNumber, recordedBy);
  for (const own of [quote.issuedBy, recordedBy]) {
    if (samePerson(own, answer.by)) throw new NotTheCustomer(quote.quoteNumber, answer.by);
  }
  if (rmaCase.entitlement?.entitlementId !== quote.entitlementId) throw new QuoteOutdated(quote, rmaCase.entitlement);
  ensureNotBefore('confirmedAt', answer.at, 'the quote was issued', quote.issuedAt);
  return {
    state: { ...quote, state, answeredBy: answer.by, answeredAt: answer.at },
    events: [
      eventOf(quoteConfirmedV1, { ...onTheWire(quote), confirmedBy: answer.by, confirmedAt: answer.at.toISOString() }),
    ],
  };
}

/** The customer declines: the unit goes back unrepaired (R6). */
export function refuseQuote(quote: Quote, answer: { readonly by: string; readonly at: Date }): QuoteDecision {
  const state = quoteLifecycle.after(quote.state, 'refuse');
  ensureNotBefore('refusedAt', answer.at, 'the quote was issued', quote.issuedAt);
  return {
    state: { ...quote, state, answeredBy: answer.by, answeredAt: answer.at },
    events: [
      eventOf(quoteRefusedV1, { ...onTheWire(quote), refusedBy: answer.by, refusedAt: answer.at.toISOString() }),
    ],
  };
}

/** Takes an open quote back, for example because the entitlement was superseded (W11). */
export function withdrawQuote(
  quote: Quote,
  withdrawal: { readonly by: ActorId; readonly at: Date; readonly reason: string },
): QuoteDecision {
  const state = quoteLifecycle.after(quote.state, 'withdraw');
  ensureNotBefore('withdrawnAt', withdrawal.at, 'the quote was issued', quote.issuedAt);
  const { by, at, reason } = withdrawal;
  return {
    state: { ...quote, state, answeredBy: by, answeredAt: at, withdrawalReason: reason },
    events: [
      eventOf(quoteWithdrawnV1, { ...onTheWire(quote), reason, withdrawnBy: by, withdrawnAt: at.toISOString() }),
    ],
  };
}

/** Whether the customer has something to pay for, and by which entitlement. */
export function ensureMayBeQuoted(rmaCase: RmaCase, refund: StandingRefund): Entitlement {
  ensureQuotable(rmaCase, refund);
  return chargeableEntitlement(rmaCase);
}

/** The refund of the fault that was not rejected. */
type StandingRefund = Pick<Refund, 'refundNumber'> | undefined;

/** There is a customer, he was not served in another way, and the report stands. */
function ensureQuotable(rmaCase: RmaCase, refund: StandingRefund): void {
  const { faultNumber, reportedAt, unitOwner, resolution, isWithdrawn } = rmaCase;
  if (refund) throw new CaseRefunded(faultNumber, refund.refundNumber);
  if (reportedAt === null) throw new CaseNotFound(faultNumber);
  if (unitOwner === 'company') throw new OwnUnitNotQuoted(faultNumber);
  if (isWithdrawn) throw new CaseServedOtherwise(faultNumber, 'withdrawn');
  // A repair that was resolved without its quote waits for it (X4); nothing else has a price that a quote would tell.
  if (resolution && resolution.outcome !== 'repaired') throw new CaseServedOtherwise(faultNumber, resolution.outcome);
}

function chargeableEntitlement(rmaCase: RmaCase): Entitlement {
  const { entitlement, faultNumber } = rmaCase;
  if (!entitlement) throw new EntitlementUnknown(faultNumber);
  if (!isChargeable(entitlement.kind)) throw new QuoteNotNeeded(faultNumber, entitlement);
  return entitlement;
}

/** They are charged for a period, and not for work. */
const paidByTheMonth: readonly string[] = [knownFeeCodes.renewalMonth, knownFeeCodes.serviceFeeMonth];

function ensureLines(entitlement: Entitlement, lines: readonly QuoteLine[]): void {
  if (lines.length === 0) throw new InvalidInput('lines', lines, 'one line or more');
  lines.forEach((line, index) => {
    if (parseQuantity(line.quantity, `lines[${index}].quantity`) > largestLineQuantity) {
      throw new InvalidInput(
        `lines[${index}].quantity`,
        line.quantity,
        `a whole number from 1 to ${largestLineQuantity}`,
      );
    }
    if (parseFen(line.unitFen, `lines[${index}].unitFen`) < 1) {
      throw new InvalidInput(`lines[${index}].unitFen`, line.unitFen, '1 fen or more: nothing is no price');
    }
    if (paidByTheMonth.includes(line.feeCode)) throw new NotPaidByQuote(index, line.feeCode);
    if (entitlement.kind === 'parts-cost' && line.feeCode !== knownFeeCodes.parts) {
      throw new OnlyPartsChargeable(entitlement.entitlementId, index, line.feeCode);
    }
  });
}

function totalOf(lines: readonly QuoteLine[]): Fen {
  const total = sumFen(lines.map(({ unitFen, quantity }) => timesFen(unitFen, quantity)));
  if (total > largestQuoteFen)
    throw new InvalidInput('lines', formatYuan(total), `lines of together at most ${formatYuan(largestQuoteFen)}`);
  return total;
}

function onTheWire({ quoteNumber, faultNumber, serial, city, totalFen }: Quote) {
  return { quoteNumber, faultNumber, serial, city, totalFen };
}
