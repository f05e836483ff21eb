import {
  chargePartlyPaidV1,
  chargePostedV1,
  chargeReversedV1,
  chargeSettledV1,
  type ChargePosted,
} from '@rotables/contracts';
import { addFen, lifecycle, noFen, subtractFen } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Decision, Fen, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/business-time.js';
import { eventOf, type EventOf } from '../domain-event.js';
import { Overpayment } from './charge.errors.js';

export const chargeLifecycle = lifecycle(
  {
    open: { payInPart: 'open', settle: 'settled', reverse: 'reversed' },
    settled: { reverse: 'reversed' },
    reversed: {},
  },
  'charge',
);
export type ChargeState = StateIn<typeof chargeLifecycle>;

export const chargeReasons = ['repair', 'compensation', 'unreturned-advance', 'renewal'] as const;
export type ChargeReason = ChargePosted['reason'];

/** What somebody owes, and what is left of it. Nothing but payments and reversals touches it (B7). */
export interface Charge {
  readonly chargeNumber: string;
  readonly reason: ChargeReason;
  /** The one fact it was posted for, for example `repair:FR-20130416-0007`; unique, so that no fact is charged twice (X4). */
  readonly source: string;
  readonly faultNumber: string | null;
  readonly serial: Serial | null;
  readonly city: CityCode;
  readonly debtor: string;
  readonly amountFen: Fen;
  readonly paidFen: Fen;
  readonly entitlementId: string | null;
  readonly quoteNumber: string | null;
  /** Why it is so much, in a sentence. */
  readonly explanation: string;
  readonly state: ChargeState;
  readonly postedAt: Date;
  /** The business day that it is about. */
  readonly aboutOn: BusinessDate;
  readonly settledAt: Date | null;
  readonly reversedAt: Date | null;
  readonly reversalReason: string | null;
  readonly version: number;
}

export type ChargeFacts = Omit<Charge, 'paidFen' | 'state' | 'settledAt' | 'reversedAt' | 'reversalReason' | 'version'>;

export type ChargeEvent =
  | EventOf<typeof chargePostedV1>
  | EventOf<typeof chargePartlyPaidV1>
  | EventOf<typeof chargeSettledV1>
  | EventOf<typeof chargeReversedV1>;
export type ChargeDecision = Decision<Charge, ChargeEvent>;

/** Posts a charge. A zero charge owes nothing and is settled as it is posted (B2). */
export function postCharge(facts: ChargeFacts): ChargeDecision {
  const isFree = facts.amountFen === 0;
  const charge: Charge = {
    ...facts,
    paidFen: noFen,
    state: isFree ? 'settled' : 'open',
    settledAt: isFree ? facts.postedAt : null,
    reversedAt: null,
    reversalReason: null,
    version: 0,
  };
  const { entitlementId, debtor, amountFen } = charge;
  return {
    state: charge,
    events: [
      eventOf(chargePostedV1, {
        ...onTheWire(charge),
        amountFen,
        entitlementId,
        debtor,
        postedAt: charge.postedAt.toISOString(),
      }),
    ],
  };
}

/** Takes a payment in part or in whole (B3). Throws {@link Overpayment} above what is open. */
export function payCharge(
  charge: Charge,
  payment: { readonly amountFen: Fen; readonly receivedAt: Date },
): ChargeDecision {
  const open = openFen(charge);
  const verb = payment.amountFen === open ? 'settle' : 'payInPart';
  const state = chargeLifecycle.after(charge.state, verb);
  if (payment.amountFen > open) throw new Overpayment(charge, payment.amountFen, open);
  ensureNotBefore('receivedAt', payment.receivedAt, 'the charge was posted', charge.postedAt);
  const paidFen = addFen(charge.paidFen, payment.amountFen);
  const at = payment.receivedAt.toISOString();
  const paid = { ...charge, state, paidFen };
  if (verb === 'payInPart') {
    return {
      state: paid,
      events: [eventOf(chargePartlyPaidV1, { ...onTheWire(charge), paidFen, openFen: openFen(paid), paidAt: at })],
    };
  }
  return {
    state: { ...paid, settledAt: payment.receivedAt },
    events: [eventOf(chargeSettledV1, { ...onTheWire(charge), amountFen: charge.amountFen, settledAt: at })],
  };
}

/** Takes a charge back by a correcting entry (B8); what was paid on it is then owed to the payer. */
export function reverseCharge(
  charge: Charge,
  reversal: { readonly reason: string; readonly at: Date },
): ChargeDecision {
  const state = chargeLifecycle.after(charge.state, 'reverse');
  ensureNotBefore('reversedAt', reversal.at, 'the charge was posted', charge.postedAt);
  return {
    state: { ...charge, state, reversedAt: reversal.at, reversalReason: reversal.reason },
    events: [
      eventOf(chargeReversedV1, {
        ...onTheWire(charge),
        amountFen: charge.amountFen,
        reversalReason: reversal.reason,
        reversedAt: reversal.at.toISOString(),
      }),
    ],
  };
}

/** What is still to be paid. */
export function openFen(charge: Pick<Charge, 'amountFen' | 'paidFen' | 'state'>): Fen {
  return charge.state === 'reversed' ? noFen : subtractFen(charge.amountFen, charge.paidFen);
}

function onTheWire({ chargeNumber, reason, faultNumber, serial, city }: Charge) {
  return { chargeNumber, reason, faultNumber, serial, city };
}
