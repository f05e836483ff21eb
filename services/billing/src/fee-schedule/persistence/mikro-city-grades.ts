import { Injectable } from '@nestjs/common';
import { cityGradedV1 } from '@rotables/contracts';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import type { BusinessDate, CityCode, Decision } from '@rotables/domain-kernel';
import { gradeOn, type CityGradeEvent, type GradedCity } from '../city-grade.js';
import type { CityGrade } from '../fee-schedule.js';
import { CityGrades } from '../fee-schedule.repository.js';
import { CityGradeSchema, GradedCitySchema } from './fee-schedule.schema.js';

@Injectable()
export class MikroCityGrades extends CityGrades {
  override async load(city: CityCode): Promise<GradedCity> {
    await UnitOfWork.preparedQuery(
      'graded-city-begin',
      'insert into graded_city (city, version) values ($1, 0) on conflict do nothing',
      [city],
    );
    const { rows } = await UnitOfWork.preparedQuery<{ version: number }>(
      'graded-city-lock',
      'select version from graded_city where city = $1 for update',
      [city],
    );
    return { city, gradings: await gradingsOf(city), version: rows[0]?.version ?? 0 };
  }

  override async save({ state, events }: Decision<GradedCity, CityGradeEvent>): Promise<GradedCity> {
    const added = state.gradings.at(-1);
    if (events.length === 0 || !added) return state;
    const { city } = state;
    const version = await appendEvents({ topic: cityGradedV1.topic, key: city, city, version: state.version }, events);
    const em = UnitOfWork.current();
    await em.insert(CityGradeSchema, { city, ...added });
    await em.nativeUpdate(GradedCitySchema, { city }, { version });
    return { ...state, version };
  }

  override async gradeOf(city: CityCode, day: BusinessDate): Promise<CityGrade | null> {
    return gradeOn(await gradingsOf(city), day);
  }
}

async function gradingsOf(city: CityCode): Promise<GradedCity['gradings']> {
  const rows = await UnitOfWork.current().find(
    CityGradeSchema,
    { city },
    { orderBy: { effectiveOn: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(({ grade, effectiveOn }) => ({ grade, effectiveOn }));
}
