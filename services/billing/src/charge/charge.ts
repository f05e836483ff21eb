import {
  chargePartlyPaidV1,
  chargePostedV1,
  chargeRepaidV1,
  chargeReversedV1,
  chargeSettledV1,
  serviceFeePaidV1,
  serviceFeeTakenBackV1,
  type ChargePosted,
} from '@rotables/contracts';
import { addFen, lifecycle, noFen, samePerson, subtractFen } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision, Fen, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/business-time.js';
import { eventOf, type EventOf } from '../domain-event.js';
import type { PaymentMethod } from '../receipt/receipt.js';
import { NothingToRepay, Overpayment, ReceiverMayNotRepay, ReverserMayNotRepay } from './charge.errors.js';

export const chargeLifecycle = lifecycle(
  {
    open: { payInPart: 'open', settle: 'settled', reverse: 'reversed' },
    settled: { reverse: 'reversed' },
    reversed: { repay: 'reversed' },
  },
  'charge',
);
export type ChargeState = StateIn<typeof chargeLifecycle>;

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
  /** Who took it back, or said what it was taken back for; null for one from before that was kept. */
  readonly reversedBy: ActorId | null;
  /** When and how what had been paid went back after a reversal. */
  readonly repaidAt: Date | null;
  readonly repaidBy: ActorId | null;
  readonly repaidMethod: PaymentMethod | null;
  /** The loan that it came of (S7, S8). */
  readonly loanNumber: string | null;
  /** Both days of the period that a service fee is for (W4); null otherwise. */
  readonly periodFromOn: BusinessDate | null;
  readonly periodUntilOn: BusinessDate | null;
  readonly version: number;
}

/** What most charges are without. */
type Particulars = Pick<Charge, 'loanNumber' | 'periodFromOn' | 'periodUntilOn'>;

export type ChargeFacts = Partial<Particulars> &
  Omit<
    Charge,
    | keyof Particulars
    | 'paidFen'
    | 'state'
    | 'settledAt'
    | 'reversedAt'
    | 'reversalReason'
    | 'reversedBy'
    | 'repaidAt'
    | 'repaidBy'
    | 'repaidMethod'
    | 'version'
  >;

export type ChargeEvent =
  | EventOf<typeof chargePostedV1>
  | EventOf<typeof chargePartlyPaidV1>
  | EventOf<typeof chargeSettledV1>
  | EventOf<typeof chargeReversedV1>
  | EventOf<typeof chargeRepaidV1>
  | EventOf<typeof serviceFeePaidV1>
  | EventOf<typeof serviceFeeTakenBackV1>;
export type ChargeDecision = Decision<Charge, ChargeEvent>;

/** Posts a charge. A zero charge owes nothing and is settled as it is posted (B2). */
export function postCharge(facts: ChargeFacts): ChargeDecision {
  const isFree = facts.amountFen === 0;
  const charge: Charge = {
    loanNumber: null,
    periodFromOn: null,
    periodUntilOn: null,
    ...facts,
    paidFen: noFen,
    state: isFree ? 'settled' : 'open',
    settledAt: isFree ? facts.postedAt : null,
    reversedAt: null,
    reversalReason: null,
    reversedBy: null,
    repaidAt: null,
    repaidBy: null,
    repaidMethod: null,
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
  payment: { readonly amountFen: Fen; readonly receivedAt: Date; readonly recordedAt: Date },
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
    events: [
      eventOf(chargeSettledV1, { ...onTheWire(charge), amountFen: charge.amountFen, settledAt: at }),
      ...feePeriodOf(charge).map((period) =>
        eventOf(serviceFeePaidV1, { ...period, paidAt: payment.recordedAt.toISOString() }),
      ),
    ],
  };
}

/** Takes a charge back by a correcting entry (B8); what was paid on it is then owed to the payer. */
export function reverseCharge(
  charge: Charge,
  reversal: { readonly reason: string; readonly at: Date; readonly by: ActorId },
): ChargeDecision {
  const state = chargeLifecycle.after(charge.state, 'reverse');
  ensureNotBefore('reversedAt', reversal.at, 'the charge was posted', charge.postedAt);
  return {
    state: { ...charge, state, reversedAt: reversal.at, reversalReason: reversal.reason, reversedBy: reversal.by },
    events: [
      eventOf(chargeReversedV1, {
        ...onTheWire(charge),
        amountFen: charge.amountFen,
        reversalReason: reversal.reason,
        reversedAt: reversal.at.toISOString(),
      }),
      ...(charge.state === 'settled' ? feePeriodOf(charge) : []).map((period) =>
        eventOf(serviceFeeTakenBackV1, {
          ...period,
          reason: reversal.reason,
          takenBackAt: reversal.at.toISOString(),
        }),
      ),
    ],
  };
}

/**
 * Pays back, once, what had been paid on a charge before it was reversed (B7, B8), by another person than those who took the money, and than who
 * reversed it: otherwise one person's word would bring money out of the house (O3). Throws {@link NothingToRepay} where nothing was paid or it
 * went back already, {@link ReceiverMayNotRepay} and {@link ReverserMayNotRepay}.
 */
export function repayCharge(
  charge: Charge,
  repayment: {
    readonly method: PaymentMethod;
    readonly by: ActorId;
    readonly at: Date;
    readonly receivedBy: readonly ActorId[];
  },
): ChargeDecision {
  const state = chargeLifecycle.after(charge.state, 'repay');
  if (charge.paidFen === 0 || charge.repaidAt || !charge.reversedAt) throw new NothingToRepay(charge);
  const { method, by, at, receivedBy } = repayment;
  if (receivedBy.some((receiver) => samePerson(receiver, by))) throw new ReceiverMayNotRepay(charge.chargeNumber, by);
  if (charge.reversedBy !== null && samePerson(charge.reversedBy, by))
    throw new ReverserMayNotRepay(charge.chargeNumber, by);
  ensureNotBefore('repaidAt', at, 'the charge was reversed', charge.reversedAt);
  const body = { ...onTheWire(charge), repaidFen: charge.paidFen, method, repaidBy: by, repaidAt: at.toISOString() };
  return {
    state: { ...charge, state, repaidAt: at, repaidBy: by, repaidMethod: method },
    events: [eventOf(chargeRepaidV1, body)],
  };
}

/** What is still to be paid. */
export function openFen(charge: Pick<Charge, 'amountFen' | 'paidFen' | 'state'>): Fen {
  return charge.state === 'reversed' ? noFen : subtractFen(charge.amountFen, charge.paidFen);
}

/** What warranty hears of a service fee (W4); nothing for any other charge. */
function feePeriodOf({ chargeNumber, serial, city, periodFromOn: fromOn, periodUntilOn: paidUntilOn }: Charge) {
  return serial === null || fromOn === null || paidUntilOn === null
    ? []
    : [{ chargeNumber, serial, city, fromOn, paidUntilOn }];
}

function onTheWire({ chargeNumber, reason, faultNumber, serial, city }: Charge) {
  return { chargeNumber, reason, faultNumber, serial, city };
}
