import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import type { Decision } from '@rotables/domain-kernel';
import type { CityGradeEvent, GradedCity } from './city-grade.js';
import type { CityGrade, Fee, FeeQuestion, FeeSchedule, FeeScheduleDecision } from './fee-schedule.js';

/** Where fees are kept; also the injection token. */
export abstract class FeeSchedules {
  /** The schedule of one code, locked; an empty one where there is none yet. */
  abstract load(feeCode: string): Promise<FeeSchedule>;
  abstract save(decision: FeeScheduleDecision): Promise<FeeSchedule>;
  /** The lines that may answer the question; {@link effectiveFee} chooses among them. */
  abstract candidates(question: FeeQuestion): Promise<readonly Fee[]>;
  /** The same, and nobody defines a fee of this code until the transaction ends. */
  abstract candidatesHeld(question: FeeQuestion): Promise<readonly Fee[]>;
}

/** Where the grades of cities are kept; also the injection token. */
export abstract class CityGrades {
  /** Locked; an ungraded city where there is none yet. */
  abstract load(city: CityCode): Promise<GradedCity>;
  abstract save(decision: Decision<GradedCity, CityGradeEvent>): Promise<GradedCity>;
  abstract gradeOf(city: CityCode, day: BusinessDate): Promise<CityGrade | null>;
}
