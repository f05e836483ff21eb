import { cityGradedV1 } from '@rotables/contracts';
import { InvalidInput, parseBusinessDate } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision } from '@rotables/domain-kernel';
import { eventOf, type EventOf } from '../domain-event.js';
import type { CityGrade } from './fee-schedule.js';

export interface CityGrading {
  readonly grade: CityGrade;
  readonly effectiveOn: BusinessDate;
}

/** The grades of one city over time (B1); the first one holds from the beginning. */
export interface GradedCity {
  readonly city: CityCode;
  /** In the order of their days. */
  readonly gradings: readonly CityGrading[];
  readonly version: number;
}

export type CityGradeEvent = EventOf<typeof cityGradedV1>;

/** From when a city's first grade holds, so that facts reported late find a grade. */
export const beginningOfGrades = parseBusinessDate('1970-01-01');

/** Puts the city into a grade from `effectiveOn` on (B1). Throws InvalidInput when it would change the past. */
export function gradeCity(
  city: GradedCity,
  grading: CityGrading,
  gradedBy: ActorId,
): Decision<GradedCity, CityGradeEvent> {
  const last = city.gradings.at(-1);
  if (last?.grade === grading.grade && last.effectiveOn <= grading.effectiveOn) return { state: city, events: [] };
  if (last && grading.effectiveOn <= last.effectiveOn) {
    throw new InvalidInput(
      'effectiveOn',
      grading.effectiveOn,
      `later than ${last.effectiveOn}, from when ${city.city} is of grade ${last.grade}`,
    );
  }
  return {
    state: { ...city, gradings: [...city.gradings, grading] },
    events: [eventOf(cityGradedV1, { city: city.city, ...grading, gradedBy })],
  };
}

/** The grade of the city on that day; null when it has none. */
export function gradeOn(gradings: readonly CityGrading[], day: BusinessDate): CityGrade | null {
  const inForce = gradings.filter(({ effectiveOn }) => effectiveOn <= day);
  return (
    inForce.reduce<CityGrading | null>(
      (latest, next) => (latest && latest.effectiveOn > next.effectiveOn ? latest : next),
      null,
    )?.grade ?? null
  );
}
