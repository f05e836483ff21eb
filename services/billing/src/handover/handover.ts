import {
  handoverAcceptedV1,
  handoverDifferenceClearedV1,
  handoverSubmittedV1,
  type HandoverDifferenceCleared,
} from '@rotables/contracts';
import {
  addDays,
  businessDateOf,
  InvalidInput,
  instantOf,
  lifecycle,
  samePerson,
  subtractFen,
  sumFen,
} from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision, Fen, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/business-time.js';
import { handoverNumber } from '../documents/document-number.js';
import { eventOf, type EventOf } from '../domain-event.js';
import type { Receipt } from '../receipt/receipt.js';
import {
  DayHandedOver,
  HandoverIncomplete,
  HandoverSumDiffers,
  NoDifferenceToClear,
  ReceiptsNotInPlace,
  SecondPersonMustClear,
  SecondPersonMustCount,
} from './handover.errors.js';

export const handoverLifecycle = lifecycle(
  {
    submitted: { accept: 'accepted' },
    accepted: { clearDifference: 'difference-cleared' },
    'difference-cleared': {},
  },
  'hand-over',
);
export type HandoverState = StateIn<typeof handoverLifecycle>;

/** How a difference is cleared: the money was brought, or what was too much given back; or nobody makes it good. */
export const clearances = ['made-good', 'written-off'] as const;
export type Clearance = HandoverDifferenceCleared['clearance'];

/** A branch's hand-in of one day's receipts and cash (B4). */
export interface Handover {
  readonly handoverNumber: string;
  readonly city: CityCode;
  readonly businessOn: BusinessDate;
  /** Every receipt of the day, however it was paid. */
  readonly receiptNumbers: readonly string[];
  /** The sum of the cash receipts. */
  readonly receiptsFen: Fen;
  /** The cash that the branch says it hands in. */
  readonly cashFen: Fen;
  readonly differenceReason: string | null;
  readonly late: boolean;
  readonly state: HandoverState;
  readonly submittedBy: ActorId;
  readonly submittedAt: Date;
  readonly countedFen: Fen | null;
  /** Counted less the sum of the receipts; negative when money is missing. */
  readonly differenceFen: Fen | null;
  readonly acceptedBy: ActorId | null;
  readonly acceptedAt: Date | null;
  readonly clearance: Clearance | null;
  readonly clearanceReason: string | null;
  readonly clearedBy: ActorId | null;
  readonly clearedAt: Date | null;
  readonly version: number;
}

export type HandoverEvent =
  | EventOf<typeof handoverSubmittedV1>
  | EventOf<typeof handoverAcceptedV1>
  | EventOf<typeof handoverDifferenceClearedV1>;
export type HandoverDecision = Decision<Handover, HandoverEvent>;

export interface HandInFacts {
  readonly city: CityCode;
  readonly businessOn: BusinessDate;
  readonly cashFen: Fen;
  readonly receiptNumbers: readonly string[];
  readonly differenceReason: string | null;
  readonly submittedBy: ActorId;
  readonly submittedAt: Date;
  /** When the system heard of it, by which it is late or not. */
  readonly recordedAt: Date;
  /** Receipts of the city up to that day which no hand-over lists. */
  readonly notHandedOver: readonly Receipt[];
  readonly isHandedOver: boolean;
}

/** The day's last hour is 18:00, or 9:00 of the next morning (B4, 002 ch. 7); after that the hand-over is late. */
export function handoverDeadline(businessOn: BusinessDate): Date {
  return instantOf(addDays(businessOn, 1), '09:00');
}

/**
 * Hands in a day (B4). Every receipt of the day has to be listed, however it was paid; those of earlier days may be.
 * Throws {@link HandoverIncomplete} naming what is missing, {@link ReceiptsNotInPlace} naming what does not belong.
 */
export function submitHandover(facts: HandInFacts): HandoverDecision {
  const number = handoverNumber(facts.city, facts.businessOn);
  if (facts.isHandedOver) throw new DayHandedOver(number);
  if (businessDateOf(facts.submittedAt) < facts.businessOn) {
    throw new InvalidInput('businessOn', facts.businessOn, 'the day of submittedAt or an earlier one');
  }
  const listed = listedReceipts(facts);
  const cash = listed.filter(({ method }) => method === 'cash');
  const receiptsFen = sumFen(cash.map(({ amountFen }) => amountFen));
  if (facts.cashFen < 0) throw new InvalidInput('cashFen', facts.cashFen, '0 or more fen');
  if (facts.cashFen !== receiptsFen && facts.differenceReason === null)
    throw new HandoverSumDiffers(facts.cashFen, receiptsFen);
  for (const receipt of listed) {
    ensureNotBefore(
      'submittedAt',
      facts.submittedAt,
      `the money of ${receipt.receiptNumber} was received`,
      receipt.receivedAt,
    );
  }
  const handover: Handover = {
    handoverNumber: number,
    city: facts.city,
    businessOn: facts.businessOn,
    receiptNumbers: listed.map(({ receiptNumber }) => receiptNumber),
    receiptsFen,
    cashFen: facts.cashFen,
    differenceReason: facts.differenceReason,
    late: facts.recordedAt > handoverDeadline(facts.businessOn),
    state: 'submitted',
    submittedBy: facts.submittedBy,
    submittedAt: facts.submittedAt,
    countedFen: null,
    differenceFen: null,
    acceptedBy: null,
    acceptedAt: null,
    clearance: null,
    clearanceReason: null,
    clearedBy: null,
    clearedAt: null,
    version: 0,
  };
  return { state: handover, events: [submitted(handover)] };
}

/** Finance counts the money, and not who handed it in (B4); what differs from the receipts is kept as a difference (B5). */
export function acceptHandover(
  handover: Handover,
  count: { readonly countedFen: Fen; readonly by: ActorId; readonly at: Date },
): HandoverDecision {
  const state = handoverLifecycle.after(handover.state, 'accept');
  if (samePerson(handover.submittedBy, count.by)) throw new SecondPersonMustCount(handover.handoverNumber, count.by);
  if (count.countedFen < 0) throw new InvalidInput('countedFen', count.countedFen, '0 or more fen');
  ensureNotBefore('acceptedAt', count.at, 'the hand-over was submitted', handover.submittedAt);
  const differenceFen = subtractFen(count.countedFen, handover.receiptsFen);
  const { handoverNumber: number, city, businessOn } = handover;
  return {
    state: {
      ...handover,
      state,
      countedFen: count.countedFen,
      differenceFen,
      acceptedBy: count.by,
      acceptedAt: count.at,
    },
    events: [
      eventOf(handoverAcceptedV1, {
        handoverNumber: number,
        city,
        businessOn,
        differenceFen,
        acceptedBy: count.by,
        acceptedAt: count.at.toISOString(),
      }),
    ],
  };
}

/**
 * Clears what was missing or too much, once, on the word of another person than the one who counted (B5).
 * Throws {@link NoDifferenceToClear} where the count was right, {@link SecondPersonMustClear} for who counted.
 */
export function clearDifference(
  handover: Handover,
  facts: { readonly clearance: Clearance; readonly reason: string; readonly by: ActorId; readonly at: Date },
): HandoverDecision {
  const state = handoverLifecycle.after(handover.state, 'clearDifference');
  const { handoverNumber: number, city, businessOn, differenceFen, acceptedBy, acceptedAt } = handover;
  if (!differenceFen || acceptedAt === null) throw new NoDifferenceToClear(number);
  if (acceptedBy !== null && samePerson(acceptedBy, facts.by)) throw new SecondPersonMustClear(number, facts.by);
  ensureNotBefore('clearedAt', facts.at, 'the hand-over was accepted', acceptedAt);
  const { clearance, reason, by: clearedBy, at: clearedAt } = facts;
  return {
    state: { ...handover, state, clearance, clearanceReason: reason, clearedBy, clearedAt },
    events: [
      eventOf(handoverDifferenceClearedV1, {
        handoverNumber: number,
        city,
        businessOn,
        differenceFen,
        clearance,
        reason,
        clearedBy,
        clearedAt: clearedAt.toISOString(),
      }),
    ],
  };
}

function listedReceipts({ receiptNumbers, notHandedOver, businessOn }: HandInFacts): readonly Receipt[] {
  const wanted = new Set(receiptNumbers);
  const open = new Map(notHandedOver.map((receipt) => [receipt.receiptNumber, receipt]));
  const outOfPlace = [...wanted].filter((number) => !open.has(number));
  if (outOfPlace.length > 0) throw new ReceiptsNotInPlace(outOfPlace, businessOn);
  const missing = notHandedOver.filter(
    ({ receiptNumber, receivedOn }) => receivedOn === businessOn && !wanted.has(receiptNumber),
  );
  if (missing.length > 0) throw new HandoverIncomplete(missing, businessOn);
  return notHandedOver.filter(({ receiptNumber }) => wanted.has(receiptNumber));
}

function submitted(handover: Handover): HandoverEvent {
  const { handoverNumber: number, city, businessOn, late, submittedBy, submittedAt } = handover;
  return eventOf(handoverSubmittedV1, {
    handoverNumber: number,
    city,
    businessOn,
    totalFen: handover.cashFen,
    documents: handover.receiptNumbers.length,
    late,
    submittedBy,
    submittedAt: submittedAt.toISOString(),
  });
}
