import type { CityCode } from '@rotables/domain-kernel';
import type { SpareUnit } from '../spare-unit/spare-unit.js';

/** On a shelf or in the quarantine of the city, where a count finds it. */
export function keptIn(unit: SpareUnit, city: CityCode): boolean {
  return unit.city === city && (unit.place.kind === 'site' || unit.place.kind === 'quarantine');
}

/**
 * Whether a unit that the book had here at the cut-off has left since. A unit that the session does not see any more is in another
 * city now, and so has left.
 */
export function leftSince(unit: SpareUnit | undefined, city: CityCode, cutOffAt: Date): boolean {
  return !unit || (unit.since >= cutOffAt && !keptIn(unit, city));
}

/** Whether it has moved since at all, be it out and back again. */
export function movedSince(unit: SpareUnit | undefined, cutOffAt: Date): boolean {
  return !unit || unit.since >= cutOffAt;
}
