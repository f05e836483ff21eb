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
}

/** What is known when a claim is assessed. */
export interface ClaimKnowledge {
  readonly rmaCase: RmaCase | undefined;
  readonly confirmedQuotes: readonly Quote[];
  readonly fee: Fee | undefined;
  /** When the lost unit turned up again. */
  readonly foundAt: Date | undefined;
}

export const waitingReasons = [
  'entitlement-unknown',
  'quote-not-confirmed',
  'price-missing',
  'debtor-unknown',
] as const;
export type WaitingReason = (typeof waitingReasons)[number];

/** The claim can be charged now, waits for something and says for what, or is void because the lost unit is back. */
export type Assessment =
  | { readonly outcome: 'void' }
  | { readonly outcome: 'chargeable'; readonly facts: Omit<ChargeFacts, 'chargeNumber'> }
  | { readonly outcome: 'waiting'; readonly because: WaitingReason; readonly sentence: string };

/** The fee that prices a claim; a repair is priced by its quote. */
export function feeCodeOf(reason: ChargeReason): string | null {
  if (reason === 'repair') return null;
  return reason === 'renewal' ? knownFeeCodes.renewalMonth : knownFeeCodes.unitPrice;
}

/** How much is charged, by which rule: repairs by B2 and X4, losses by S4, unreturned advances by S8, renewals by W9. */
export function assess(claim: ChargeClaim, known: ClaimKnowledge): Assessment {
  if (known.foundAt) return { outcome: 'void' };
  return claim.reason === 'repair' ? assessRepair(claim, known) : assessByFee(claim, known);
}

function assessRepair(claim: ChargeClaim, { rmaCase, confirmedQuotes }: ClaimKnowledge): Assessment {
  const resolution = rmaCase?.resolution;
  const entitlement = rmaCase && entitlementAtResolution(rmaCase);
  if (!resolution || !entitlement) {
    const sentence = `What the customer of ${claim.faultNumber} is entitled to has not been heard of yet.`;
    return waiting('entitlement-unknown', sentence);
  }
  const { entitlementId, kind } = entitlement;
  const free = freeBecause(resolution, entitlement);
  if (free !== null) return chargeable(claim, noFen, { entitlementId, quoteNumber: null, explanation: free });
  const quote = quoteFor(resolution, entitlementId, confirmedQuotes);
  if (!quote) {
    const sentence = `${claim.faultNumber} was repaired for payment ("${kind}") without a confirmed quote.`;
    return waiting('quote-not-confirmed', sentence);
  }
  const explanation = `Repaired by confirmed quote ${quote.quoteNumber}; entitlement ${entitlementId} ("${kind}").`;
  return chargeable(claim, quote.totalFen, { entitlementId, quoteNumber: quote.quoteNumber, explanation });
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
  if (outcome !== 'repaired')
    return `Resolved "${outcome}", for which nothing is charged; entitlement ${entitlementId}.`;
  return isChargeable(kind) ? null : `Repaired free of charge by entitlement ${entitlementId} ("${kind}").`;
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
  if (!fee) {
    return waiting(
      'price-missing',
      `No fee ${feeCodeOf(claim.reason)} for model ${claim.model ?? 'any'} is in force on ${claim.aboutOn}; define it.`,
    );
  }
  const amount = timesFen(fee.amountFen, claim.pieces);
  const explanation = `${claim.pieces} × ${formatYuan(fee.amountFen)} (${fee.feeCode} from ${fee.effectiveOn}, model ${claim.model ?? 'any'}).`;
  return chargeable({ ...claim, debtor }, amount, { entitlementId: null, quoteNumber: null, explanation });
}

type Grounds = Pick<ChargeFacts, 'entitlementId' | 'quoteNumber' | 'explanation'>;

function chargeable(claim: ChargeClaim, amountFen: Fen, grounds: Grounds): Assessment {
  const { source, reason, faultNumber, serial, city, debtor, postedAt, aboutOn } = claim;
  if (debtor === null) return waiting('debtor-unknown', `Whom to charge for ${source} has not been heard of yet.`);
  return {
    outcome: 'chargeable',
    facts: { source, reason, faultNumber, serial, city, debtor, postedAt, aboutOn, amountFen, ...grounds },
  };
}

function waiting(because: WaitingReason, sentence: string): Assessment {
  return { outcome: 'waiting', because, sentence };
}
