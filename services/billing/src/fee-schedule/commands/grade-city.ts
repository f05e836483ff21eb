import { Injectable } from '@nestjs/common';
import type { BusinessDate, CityCode, Session } from '@rotables/domain-kernel';
import { ensureWholeOrganisation } from '../../whole-organisation.js';
import { beginningOfGrades, gradeCity, type GradedCity } from '../city-grade.js';
import type { CityGrade } from '../fee-schedule.js';
import { CityGrades } from '../fee-schedule.repository.js';

/** Command: a city is put into a grade (B1). */
@Injectable()
export class GradeCity {
  constructor(private readonly grades: CityGrades) {}

  async execute(
    command: { readonly city: CityCode; readonly grade: CityGrade; readonly effectiveOn: BusinessDate | undefined },
    session: Session,
    today: BusinessDate,
  ): Promise<GradedCity> {
    ensureWholeOrganisation(session, 'The grade of a city');
    const city = await this.grades.load(command.city);
    const unstated = city.gradings.length === 0 ? beginningOfGrades : today;
    const grading = { grade: command.grade, effectiveOn: command.effectiveOn ?? unstated };
    return this.grades.save(gradeCity(city, grading, session.actor));
  }
}
