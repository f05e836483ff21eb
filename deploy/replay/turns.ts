/**
 * Which fault takes which turn. The data says when a unit failed, not what became of it; that is made up here, by the place that a fault
 * has among those of its month with the same entitlement, in the order of their days and of the file. So every month has its script,
 * and a month with few faults simply lacks the later turns.
 */

/** What becomes of a fault. */
export type Turn =
  /** A spare is lent, the unit repaired, tested and returned, the spare taken back; where it is not free, after a confirmed quote. */
  | 'repair'
  /** Not free, and the customer refuses the quote: the unit goes back as it is (R6). */
  | 'quote-refused'
  /** The spare goes ahead, and the defective unit does not come within ten working days: the spare is charged at full price and stays (S8). */
  | 'advance-not-returned'
  /** The spare stays as formal replacement; the defective unit is repaired and restocked as refurbished (W8, R8). */
  | 'formal-replacement'
  /** Beyond repair: the spare stays as formal replacement, the unit is appraised and scrapped (R9). */
  | 'beyond-repair'
  /** Inspection finds liquid: the entitlement is superseded, the customer pays (W5, W11, R6). */
  | 'liquid-damage'
  /** The vendor repairs (R7). */
  | 'vendor-repair'
  /** A technician repairs it where it stands, by a dispatch order (R3). */
  | 'repair-on-site'
  /** Inspection finds nothing: the unit goes back as it is (R5). */
  | 'no-fault-found'
  /** The price is paid back after a second person's approval; the unit is restocked (W3, B3). */
  | 'refund';

export interface FaultFacts {
  /** What warranty decided when the fault was reported. */
  readonly entitlement: string;
  /** Its place among the faults of its month with this entitlement, from 0. */
  readonly place: number;
  /** Whether ten working days and one more are over before the month is. */
  readonly advanceRunsOutInMonth: boolean;
  /** Whether one of the month went ahead already. */
  readonly advanceTaken: boolean;
}

const turnsOfFreeRepairs: readonly Turn[] = [
  'beyond-repair',
  'liquid-damage',
  'vendor-repair',
  'repair-on-site',
  'no-fault-found',
  'beyond-repair',
];
/** Of those who have to pay for parts, every sixth refuses, the third being the first. */
const refusingPlace = { every: 6, first: 2 };

export function turnOf({ entitlement, place, advanceRunsOutInMonth, advanceTaken }: FaultFacts): Turn {
  switch (entitlement) {
    case 'refund':
      return 'refund';
    case 'replacement':
      return 'formal-replacement';
    case 'repair':
      return turnsOfFreeRepairs[place] ?? 'repair';
    default:
      if (advanceRunsOutInMonth && !advanceTaken) return 'advance-not-returned';
      return place % refusingPlace.every === refusingPlace.first ? 'quote-refused' : 'repair';
  }
}

/** How a charge is paid: by its place among those of the month that amount to something, from 0. The fifth is left open. */
export function paymentOf(place: number): 'cash' | 'transfer' | 'cash-in-two-parts' | 'left-open' {
  if (place === 4) return 'left-open';
  return (['cash', 'transfer', 'cash-in-two-parts'] as const)[place % 3] ?? 'cash';
}

/** A spare of the branch with the most is lost on this day of the month's play, counted from its first day. */
export const spareLostAfterDays = 8;
/** The branch that asks for too many is the one with the least allocation; it asks for so many more than it may. */
export const askedTooMany = 1;
/** The second shipment of the opening arrives with a serial that was not sent, and without one that was. */
export const shipmentWithWrongSerial = 1;
/** In the count at the month's end, this city overlooks a unit at first (place in the list of cities). */
export const cityThatOverlooksAUnit = 1;
