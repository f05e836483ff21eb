import { Injectable } from '@nestjs/common';
import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import { effectiveFee, requiredFee, type Fee, type FeeQuestion } from '../fee-schedule.js';
import { CityGrades, FeeSchedules } from '../fee-schedule.repository.js';

export interface PriceQuestion {
  readonly feeCode: string;
  readonly model: string | null;
  /** Null where fees for any city are asked for. */
  readonly city: CityCode | null;
  readonly asOf: BusinessDate;
}

/** Finds the fee that holds for a model in a city on a day (B1). */
@Injectable()
export class FeeFinder {
  constructor(
    private readonly schedules: FeeSchedules,
    private readonly grades: CityGrades,
  ) {}

  /** Throws FeeNotDefined. */
  async required(question: PriceQuestion): Promise<Fee> {
    const byGrade = await this.byGrade(question);
    return requiredFee(await this.schedules.candidates(byGrade), byGrade);
  }

  async find(question: PriceQuestion): Promise<Fee | undefined> {
    const byGrade = await this.byGrade(question);
    return effectiveFee(await this.schedules.candidates(byGrade), byGrade);
  }

  /** The same, and nobody defines a fee of this code until the transaction ends. */
  async findHeld(question: PriceQuestion): Promise<Fee | undefined> {
    const byGrade = await this.byGrade(question);
    return effectiveFee(await this.schedules.candidatesHeld(byGrade), byGrade);
  }

  private async byGrade({ feeCode, model, city, asOf }: PriceQuestion): Promise<FeeQuestion> {
    return { feeCode, model, asOf, cityGrade: city === null ? null : await this.grades.gradeOf(city, asOf) };
  }
}
