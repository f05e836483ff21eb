import { Injectable } from '@nestjs/common';
import { CityNotKnown, Directory } from '@rotables/directory';
import { businessDateOf, Clock, parseCityCode, serialKey, type CityCode } from '@rotables/domain-kernel';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { KnownModels, modelKey } from '../../known-model/known-models.js';
import { PoolUnits } from '../../pool-unit/pool-units.js';
import { WarrantyPlans } from '../../warranty-plan/warranty-plan.repository.js';
import type { FileRow } from '../file/file-row.js';
import { cityForm, judgeRow, type RowOutcome } from '../registration-row.js';

/** Of which registration the rows are, and for which cities its sender may register. */
interface Sender {
  readonly registrationNumber: string;
  readonly cities: readonly CityCode[] | 'all';
}

/** What the rows before these were found to be; this batch adds to it. */
export class RowsSoFar {
  readonly lineOf = new Map<string, number>();
  readonly models = new Map<string, string>();
}

/** So many rows are judged before whatever else waits has its turn. */
const rowsAtAStretch = 100;

/** Loads what rows are judged against, and judges them (W1); changes nothing. */
@Injectable()
export class JudgeRows {
  constructor(
    private readonly units: CoveredUnits,
    private readonly plans: WarrantyPlans,
    private readonly models: KnownModels,
    private readonly poolUnits: PoolUnits,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  async execute(
    { registrationNumber, cities }: Sender,
    rows: readonly FileRow[],
    before = new RowsSoFar(),
  ): Promise<readonly RowOutcome[]> {
    const serials = rows.map(serialOf);
    const models = rows.map(({ cells }) => storable(cells['model']).trim());
    const context = {
      plans: new Map((await this.plans.all()).map((plan) => [plan.plan, plan])),
      cities,
      cityProblems: await this.cityProblems(rows),
      models: new Map([...before.models, ...(await this.models.find(models))]),
      owners: await this.poolUnits.ownersOf(serials),
      registrationNumber,
      today: businessDateOf(this.clock.now()),
    };
    const known = await this.units.known(serials);
    const outcomes: RowOutcome[] = [];
    for (const [index, row] of rows.entries()) {
      if (index > 0 && index % rowsAtAStretch === 0) await new Promise((resolve) => setImmediate(resolve));
      const key = serialKey(serialOf(row));
      outcomes.push(judgeRow(row, context, known.get(key), before.lineOf.get(key)));
      if (key !== '' && !before.lineOf.has(key)) before.lineOf.set(key, row.line);
    }
    for (const model of models) {
      const written = context.models.get(modelKey(model));
      if (written !== undefined) before.models.set(modelKey(model), written);
    }
    return outcomes;
  }

  /** A city that no site is in does not exist (O1). */
  private async cityProblems(rows: readonly FileRow[]): Promise<ReadonlyMap<string, string>> {
    const problems = new Map<string, string>();
    for (const city of new Set(rows.map(({ cells }) => (cells['city'] ?? '').normalize('NFKC').trim()))) {
      if (!cityForm.test(city)) continue;
      try {
        await this.directory.ensureCity(parseCityCode(city), 'city');
      } catch (error) {
        if (!(error instanceof CityNotKnown)) throw error;
        problems.set(city, 'has no site that is known here; open one first, or try again in a moment');
      }
    }
    return problems;
  }
}

function serialOf({ cells }: FileRow): string {
  return storable(cells['serial']).trim();
}

/** What is looked up in the database; the row is refused for the rest. */
function storable(cell = ''): string {
  return cell.toWellFormed().replaceAll('\u0000', '');
}
