import { Injectable } from '@nestjs/common';
import { businessDateOf, Clock, type CityCode } from '@rotables/domain-kernel';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { WarrantyPlans } from '../../warranty-plan/warranty-plan.repository.js';
import { judgeRow, type FileRow, type RowOutcome } from '../registration-row.js';

/** Of which registration the rows are, and for which cities its sender may register. */
interface Sender {
  readonly registrationNumber: string;
  readonly cities: readonly CityCode[] | 'all';
}

/** Loads what rows are judged against, and judges them (W1); changes nothing. */
@Injectable()
export class JudgeRows {
  constructor(
    private readonly units: CoveredUnits,
    private readonly plans: WarrantyPlans,
    private readonly clock: Clock,
  ) {}

  /** `lineOf` says on which line a serial stood first, and learns it of these rows. */
  async execute(
    { registrationNumber, cities }: Sender,
    rows: readonly FileRow[],
    lineOf = new Map<string, number>(),
  ): Promise<readonly RowOutcome[]> {
    const plans = new Map((await this.plans.all()).map((plan) => [plan.plan, plan]));
    const known = await this.units.known(rows.map(serialOf));
    const context = { plans, cities, registrationNumber, today: businessDateOf(this.clock.now()) };
    return rows.map((row) => {
      const serial = serialOf(row);
      const outcome = judgeRow(row, context, known.get(serial), lineOf.get(serial));
      if (!lineOf.has(serial)) lineOf.set(serial, row.line);
      return outcome;
    });
  }
}

function serialOf({ cells }: FileRow): string {
  return (cells['serial'] ?? '').trim();
}
