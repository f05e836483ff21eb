import type { CityCode, Serial } from '@rotables/domain-kernel';
import type { JournalEntry } from '../journal/journal.js';
import type { ChargeClaim, WaitingReason } from './charge-claim.js';
import type { Charge, ChargeDecision } from './charge.js';

/** Where charges are kept; also the injection token. */
export abstract class Charges {
  /** Locked. Throws ChargeNotFound. */
  abstract load(chargeNumber: string): Promise<Charge>;
  abstract save(decision: ChargeDecision): Promise<Charge>;
  /** Writes a new charge and its entry in the journal together, and forgets the claim that waited for it, if one did. */
  abstract post(decision: ChargeDecision, entry: JournalEntry): Promise<Charge>;
  abstract isPosted(source: string): Promise<boolean>;
  /** The charge for this fact where it is not reversed, locked. */
  abstract standingOf(source: string): Promise<Charge | undefined>;
  /** The number of a charge that stands for the price of the same spare: of the same loan, or of the spare that stayed in the same case. */
  abstract chargedForSpare(claim: ChargeClaim): Promise<string | undefined>;
  /** Service fees of the unit that are not reversed, the earliest period first, locked. */
  abstract serviceFeesOf(serial: Serial): Promise<readonly Charge[]>;
  /** Compensations for losses of this unit up to `lostUntil` that are not reversed, locked. */
  abstract standingCompensations(serial: Serial, lostUntil: Date): Promise<readonly Charge[]>;
}

/** A claim that waits for a fact. */
export interface PendingCharge {
  readonly claim: ChargeClaim;
  readonly because: WaitingReason;
  readonly sentence: string;
}

/** Where claims wait; also the injection token. */
export abstract class PendingCharges {
  /** Keeps the claim, or what it waits for now. */
  abstract hold(pending: PendingCharge): Promise<void>;
  /** Forgets the claim; nothing happens when it was not held. */
  abstract release(source: string): Promise<void>;
  /** Locked, the oldest first. */
  abstract ofFault(faultNumber: string): Promise<readonly ChargeClaim[]>;
  /** Locked, the oldest first. */
  abstract withoutPrice(): Promise<readonly ChargeClaim[]>;
  /** Claims for losses of this unit up to `lostUntil`, locked. */
  abstract compensationsOf(serial: Serial, lostUntil: Date): Promise<readonly ChargeClaim[]>;
}

/** Units that turned up again, known from the events of the spare pool; also the injection token. */
export abstract class FoundUnits {
  /** Until the end of the transaction nobody else hears of a loss or find of this unit. */
  abstract hold(serial: Serial): Promise<void>;
  abstract record(serial: Serial, city: CityCode, foundAt: Date): Promise<void>;
  /** When the unit turned up again at or after `since`; undefined when it did not. */
  abstract foundSince(serial: Serial, since: Date): Promise<Date | undefined>;
}
