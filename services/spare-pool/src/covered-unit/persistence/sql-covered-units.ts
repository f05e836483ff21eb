import { Injectable } from '@nestjs/common';
import type { CoverageEnded, CoverageInherited, UnitRegistered } from '@rotables/contracts';
import { serialKey, type Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { CoveredUnits } from '../covered-unit.repository.js';
import { serialKeySql } from './serial-key-sql.js';

@Injectable()
export class SqlCoveredUnits extends CoveredUnits {
  coveredAmong(serials: readonly Serial[]): Promise<readonly Serial[]> {
    return this.devicesAmong(serials, true);
  }

  onceCoveredAmong(serials: readonly Serial[]): Promise<readonly Serial[]> {
    return this.devicesAmong(serials, false);
  }

  private async devicesAmong(serials: readonly Serial[], covered: boolean): Promise<readonly Serial[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ serial: Serial }>(
      'covered-unit-among',
      `select serial from covered_unit where ${serialKeySql('serial')} = any ($1::text[]) and covered = $2::boolean order by serial`,
      [serials.map(serialKey), covered],
    );
    return rows.map(({ serial }) => serial);
  }

  async noteCovered(units: readonly (UnitRegistered | CoverageInherited)[]): Promise<void> {
    // One statement may write a row once only.
    const models = new Map(units.map(({ serial, model }) => [serial, model]));
    await UnitOfWork.preparedQuery(
      'covered-unit-noted',
      `insert into covered_unit (serial, covered, model) select serial, true, model from unnest($1::text[], $2::text[]) as unit (serial, model)
       on conflict (serial) do update set covered = true, model = excluded.model`,
      [[...models.keys()], [...models.values()]],
    );
  }

  async noteEnded({ serial }: CoverageEnded): Promise<void> {
    await UnitOfWork.preparedQuery('covered-unit-ended', 'update covered_unit set covered = false where serial = $1', [
      serial,
    ]);
  }
}
