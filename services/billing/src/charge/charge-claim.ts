import { formatYuan, noFen, timesFen } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Fen, Serial } from '@rotables/domain-kernel';
import { knownFeeCodes, type Fee } from '../fee-schedule/fee-schedule.js';
import { isChargeable, type Entitlement, type Resolution, type RmaCase } from '../rma-case/rma-case.js';
import type { Quote } from '../quote/quote.js';
import type { ChargeFacts, ChargeReason } from './charge.js';

/** A fact that somebody is to be charged for, before it is known how much, or whom. */
export interface ChargeClaim {
  readonly source: string;
  readonly reason: ChargeReason;
  readonly city: CityCode;
  readonly faultNumber: string | null;
  readonly serial: Serial | null;
  readonly model: string | null;
  /** Null where the customer of the case owes it. */
  readonly debtor: string | null;
  /** Months of a renewal; 1 otherwise. */
  readonly pieces: number;
  readonly postedAt: Date;
  readonly aboutOn: BusinessDate;
  /** The day whose prices hold: when the fact was recorded, and not when it is said to have happened, so that nobody picks his price. */
  readonly pricedOn: BusinessDate;
  /** The loan that it came of; a loan is charged once, whatever is said of it (S7, S8). */
  readonly loanNumber: string | null;
}

/** What is known when a claim is assessed. */
export interface ClaimKnowledge {
  readonly rmaCase: RmaCase | undefined;
  readonly confirmedQuotes: readonly Quote[];
  readonly fee: Fee | undefined;
  /** When the lost unit turned up again. */
  readonly foundAt: Date | undefined;
  /** A charge that stands for the same loan, or for the price of a spare that stayed at the customer of the same case. */
  readonly chargedAlready: string | undefined;
}

export const waitingReasons = [
  'entitlement-unknown',
  'quote-not-confirmed',
  'price-missing',
  'debtor-unknown',
  'replacement-unknown',
] as const;
export type WaitingReason = (typeof waitingReasons)[number];

/** The claim can be charged now, waits for something and says for what, or is void: the unit is back, is the company's own, or was charged already. */
export type Assessment =
  | { readonly outcome: 'void' }
  | { readonly outcome: 'chargeable'; readonly facts: Omit<ChargeFacts, 'chargeNumber'> }
  | { readonly outcome: 'waiting'; readonly because: WaitingReason; readonly sentence: string };

/** The fee that prices a claim; a repair is priced by its quote, but for a spare that stayed. */
export function feeCodeOf(reason: ChargeReason): string {
  if (reason === 'renewal') return knownFeeCodes.renewalMonth;
  return reason === 'service-fee' ? knownFeeCodes.serviceFeeMonth : knownFeeCodes.unitPrice;
}

/** What the fee is looked up for: the model of the claim, or of the spare that the customer has now. */
export function pricedModelOf({ reason, model }: ChargeClaim, rmaCase: RmaCase | undefined): string | null {
  return reason === 'repair' ? (rmaCase?.replacement?.model ?? null) : model;
}

/** How much is charged, by which rule: repairs by B2 and X4, losses by S4, unreturned advances by S8, renewals by W9. */
export function assess(claim: ChargeClaim, known: ClaimKnowledge): Assessment {
  if (known.foundAt) return { outcome: 'void' };
  if (claim.reason === 'repair') return assessRepair(claim, known);
  return known.chargedAlready === undefined ? assessByFee(claim, known) : { outcome: 'void' };
}

function assessRepair(claim: ChargeClaim, known: ClaimKnowledge): Assessment {
  const { rmaCase } = known;
  if (rmaCase?.unitOwner === 'company' || rmaCase?.isWithdrawn) return { outcome: 'void' };
  const resolution = rmaCase?.resolution;
  const entitlement = rmaCase && entitlementAtResolution(rmaCase);
  if (!resolution || !entitlement) {
    const sentence = `What the customer of ${claim.faultNumber} is entitled to has not been heard of yet.`;
    return waiting('entitlement-unknown', sentence);
  }
  const { entitlementId, kind } = entitlement;
  const free = freeBecause(resolution, entitlement);
  if (free !== null) return chargeable(claim, noFen, { entitlementId, quoteNumber: null, explanation: free });
  if (resolution.outcome === 'formal-replacement') return assessReplacement(claim, entitlement, known);
  const quote = quoteFor(resolution, entitlementId, known.confirmedQuotes);
  if (!quote) {
    const sentence = `${claim.faultNumber} was repaired for payment ("${kind}") without a confirmed quote.`;
    return waiting('quote-not-confirmed', sentence);
  }
  const explanation = `Repaired by confirmed quote ${quote.quoteNumber}; entitlement ${entitlementId} ("${kind}").`;
  return chargeable(claim, quote.totalFen, { entitlementId, quoteNumber: quote.quoteNumber, explanation });
}

/** A spare stayed though nothing gives the customer a right to one: he pays its price, unless he was charged it already (B2, S8). */
function assessReplacement(claim: ChargeClaim, entitlement: HeldEntitlement, known: ClaimKnowledge): Assessment {
  const { entitlementId, kind } = entitlement;
  const { rmaCase, chargedAlready, fee } = known;
  const grounds = { entitlementId, quoteNumber: null };
  if (chargedAlready !== undefined) {
    const explanation = `The spare that stayed is charged by ${chargedAlready}; entitlement ${entitlementId} ("${kind}").`;
    return chargeable(claim, noFen, { ...grounds, explanation });
  }
  if (!rmaCase?.replacement) {
    const sentence = `Which spare stayed with the customer of ${claim.faultNumber} has not been heard of yet.`;
    return waiting('replacement-unknown', sentence);
  }
  if (rmaCase.replacement.isPaidFor) {
    const sentence = `The spare of ${claim.faultNumber} is said to be paid for, but its charge has not been posted yet.`;
    return waiting('replacement-unknown', sentence);
  }
  if (!fee) return priceMissing(claim, rmaCase.replacement.model);
  const explanation = `A spare stayed without a right to one: ${formatYuan(fee.amountFen)} (${fee.feeCode} from ${fee.effectiveOn}); entitlement ${entitlementId} ("${kind}").`;
  return chargeable(claim, fee.amountFen, { ...grounds, explanation });
}

type HeldEntitlement = Pick<Entitlement, 'entitlementId' | 'kind'>;

/** What the case says it was served by; where it says nothing, what was heard last. */
function entitlementAtResolution({ resolution, entitlement }: RmaCase): HeldEntitlement | null {
  const entitlementId = resolution?.entitlementId ?? entitlement?.entitlementId;
  const kind = resolution?.entitlementKind ?? entitlement?.kind;
  return entitlementId && kind ? { entitlementId, kind } : null;
}

/** Why nothing is to be paid; null where something is. */
function freeBecause({ outcome }: Resolution, { entitlementId, kind }: HeldEntitlement): string | null {
  const isForMoney = outcome === 'repaired' || outcome === 'formal-replacement';
  if (!isForMoney) return `Resolved "${outcome}", for which nothing is charged; entitlement ${entitlementId}.`;
  if (isChargeable(kind)) return null;
  const done = outcome === 'repaired' ? 'Repaired' : 'Replaced';
  return `${done} free of charge by entitlement ${entitlementId} ("${kind}").`;
}

/** The quote that the work was done by; where the case names none, the one confirmed under the entitlement. */
function quoteFor(resolution: Resolution, entitlementId: string, quotes: readonly Quote[]): Quote | undefined {
  return resolution.quoteNumber === null
    ? quotes.find((quote) => quote.entitlementId === entitlementId)
    : quotes.find((quote) => quote.quoteNumber === resolution.quoteNumber);
}

function assessByFee(claim: ChargeClaim, { rmaCase, fee }: ClaimKnowledge): Assessment {
  const debtor = claim.debtor ?? rmaCase?.reporterName ?? null;
  if (debtor === null)
    return waiting('debtor-unknown', `The customer of ${claim.faultNumber} has not been heard of yet.`);
  if (!fee) return priceMissing(claim, claim.model);
  const amount = timesFen(fee.amountFen, claim.pieces);
  const explanation = `${claim.pieces} × ${formatYuan(fee.amountFen)} (${fee.feeCode} from ${fee.effectiveOn}, model ${claim.model ?? 'any'}).`;
  return chargeable({ ...claim, debtor }, amount, { entitlementId: null, quoteNumber: null, explanation });
}

function priceMissing({ reason, pricedOn }: ChargeClaim, model: string | null): Assessment {
  const sentence = `No fee ${feeCodeOf(reason)} for model ${model ?? 'any'} is in force on ${pricedOn}; define it.`;
  return waiting('price-missing', sentence);
}

type Grounds = Pick<ChargeFacts, 'entitlementId' | 'quoteNumber' | 'explanation'>;

function chargeable(claim: ChargeClaim, amountFen: Fen, grounds: Grounds): Assessment {
  const { source, reason, faultNumber, serial, city, debtor, postedAt, aboutOn, loanNumber } = claim;
  if (debtor === null) return waiting('debtor-unknown', `Whom to charge for ${source} has not been heard of yet.`);
  return {
    outcome: 'chargeable',
    facts: { source, reason, faultNumber, serial, city, debtor, postedAt, aboutOn, loanNumber, amountFen, ...grounds },
  };
}

function waiting(because: WaitingReason, sentence: string): Assessment {
  return { outcome: 'waiting', because, sentence };
}
