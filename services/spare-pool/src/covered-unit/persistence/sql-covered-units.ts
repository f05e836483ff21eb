import { Injectable } from '@nestjs/common';
import type { CoverageEnded, CoverageInherited, UnitRegistered } from '@rotables/contracts';
import type { Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { CoveredUnits } from '../covered-unit.repository.js';

@Injectable()
export class SqlCoveredUnits extends CoveredUnits {
  async coveredAmong(serials: readonly Serial[]): Promise<readonly Serial[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ serial: Serial }>(
      'covered-unit-among',
      'select serial from covered_unit where serial = any ($1::text[]) and covered order by serial',
      [serials],
    );
    return rows.map(({ serial }) => serial);
  }

  async noteCovered(units: readonly (UnitRegistered | CoverageInherited)[]): Promise<void> {
    // One statement may write a row once only.
    const serials = [...new Set(units.map(({ serial }) => serial))];
    await UnitOfWork.preparedQuery(
      'covered-unit-noted',
      `insert into covered_unit (serial, covered) select serial, true from unnest($1::text[]) as serial
       on conflict (serial) do update set covered = true`,
      [serials],
    );
  }

  async noteEnded({ serial }: CoverageEnded): Promise<void> {
    await UnitOfWork.preparedQuery('covered-unit-ended', 'update covered_unit set covered = false where serial = $1', [
      serial,
    ]);
  }
}
