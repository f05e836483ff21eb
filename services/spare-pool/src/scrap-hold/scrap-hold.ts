import { scrapHoldMadeV1, scrapHoldRefusedV1, scrapHoldReleasedV1 } from '@rotables/contracts';
import { DomainError, lifecycle } from '@rotables/domain-kernel';
import type { CityCode, Decision, Serial, StateIn } from '@rotables/domain-kernel';
import { poolEvent } from '../pool-event.js';
import type { PoolEvent } from '../pool-event.js';
import { placeText } from '../spare-unit/place.js';
import type { SpareUnit } from '../spare-unit/spare-unit.js';

/** Whether the pool keeps a unit for its approved scrap record (R9): asked again, what was refused may be held after all. */
export const scrapHoldLifecycle = lifecycle(
  {
    asked: { hold: 'held', refuse: 'refused' },
    refused: { hold: 'held', refuse: 'refused', release: 'released' },
    held: { release: 'released', scrap: 'scrapped' },
    released: { hold: 'held', refuse: 'refused' },
    scrapped: {},
  },
  'scrap hold',
);

/** What rma asks for in the name of a scrap record. */
export interface HoldAsked {
  readonly scrapNumber: string;
  readonly serial: Serial;
  /** Of the record, whose people see it. */
  readonly city: CityCode;
  readonly at: Date;
}

/** One owner of one exclusive fact: while the pool holds a unit, nobody else gets it, and its record may be executed (R9, S9). */
export interface ScrapHold {
  readonly scrapNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly state: StateIn<typeof scrapHoldLifecycle>;
  /** The shelf from which it was taken; null where it lay in quarantine already, or is not held. */
  readonly takenFrom: string | null;
  readonly askedAt: Date;
  readonly version: number;
}

export type HoldDecision = Decision<ScrapHold, PoolEvent>;

export class UnitHeldForScrap extends DomainError {
  readonly code = 'unit-held-for-scrap';
  readonly kind = 'conflict';

  constructor(serial: string, scrapNumber: string) {
    super(
      `Unit ${serial} is held for the scrap record ${scrapNumber}; have that record withdrawn first, then report it.`,
      { serial, scrapNumber },
    );
  }
}

export function askedHold({ scrapNumber, serial, city, at }: HoldAsked): ScrapHold {
  return { scrapNumber, serial, city, state: 'asked', takenFrom: null, askedAt: at, version: 0 };
}

/** Only what the company owns and has on a shelf or in quarantine is held (R9). */
export function canBeHeld(unit: SpareUnit | null): unit is SpareUnit {
  return unit?.owner === 'company' && (unit.place.kind === 'site' || unit.place.kind === 'quarantine');
}

export function holdUnit(hold: ScrapHold, unit: SpareUnit, heldAt: Date): HoldDecision {
  const { scrapNumber, serial, city } = hold;
  const { kind, id } = unit.place;
  const state = scrapHoldLifecycle.after(hold.state, 'hold');
  const fact = { scrapNumber, serial, city, place: `quarantine:${id}`, heldAt: heldAt.toISOString() };
  return {
    state: { ...hold, state, askedAt: heldAt, takenFrom: kind === 'site' ? id : null },
    events: [poolEvent(scrapHoldMadeV1, fact)],
  };
}

export function refuseHold(hold: ScrapHold, unit: SpareUnit | null, refusedAt: Date): HoldDecision {
  const { scrapNumber, serial, city } = hold;
  const state = scrapHoldLifecycle.after(hold.state, 'refuse');
  const place = unit === null ? null : placeText(unit.place);
  const fact = { scrapNumber, serial, city, place, refusedAt: refusedAt.toISOString() };
  return {
    state: { ...hold, state, askedAt: refusedAt, takenFrom: null },
    events: [poolEvent(scrapHoldRefusedV1, fact)],
  };
}

/** Its record was withdrawn, or another record of the same unit is approved, which there is only after this one has ended. */
export function releaseHold(hold: ScrapHold, releasedAt: Date): HoldDecision {
  const { scrapNumber, serial, city } = hold;
  const state = scrapHoldLifecycle.after(hold.state, 'release');
  const fact = { scrapNumber, serial, city, releasedAt: releasedAt.toISOString() };
  return { state: { ...hold, state, takenFrom: null }, events: [poolEvent(scrapHoldReleasedV1, fact)] };
}

/** Told by the movement of the unit, and by nothing else. */
export function endHold(hold: ScrapHold): HoldDecision {
  return { state: { ...hold, state: scrapHoldLifecycle.after(hold.state, 'scrap') }, events: [] };
}
