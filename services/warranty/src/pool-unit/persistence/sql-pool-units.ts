import { Injectable } from '@nestjs/common';
import { serialKey } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { PoolUnits, type PoolUnit } from '../pool-units.js';

/** Whoever registers a unit must hear that it is the company's, wherever it is: so no row-level security. */
@Injectable()
export class SqlPoolUnits extends PoolUnits {
  async moved(units: readonly PoolUnit[]): Promise<void> {
    const latest = [...new Map(units.map((unit) => [serialKey(unit.serial), unit])).entries()];
    await UnitOfWork.preparedQuery(
      'pool-unit-moved',
      `insert into pool_unit (serial_key, serial, model, owner, place)
       select serial_key, serial, model, owner, place
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as unit (serial_key, serial, model, owner, place)
       on conflict (serial_key) do update set model = excluded.model, owner = excluded.owner, place = excluded.place`,
      [
        latest.map(([key]) => key),
        latest.map(([, { serial }]) => serial),
        latest.map(([, { model }]) => model),
        latest.map(([, { owner }]) => owner),
        latest.map(([, { place }]) => place),
      ],
    );
  }

  async ownersOf(serials: readonly string[]): Promise<ReadonlyMap<string, PoolUnit['owner']>> {
    const { rows } = await UnitOfWork.preparedQuery<{ serial_key: string; owner: PoolUnit['owner'] }>(
      'pool-unit-owned',
      `select serial_key, owner from pool_unit where serial_key = any ($1::text[])`,
      [serials.map(serialKey)],
    );
    return new Map(rows.map(({ serial_key: key, owner }) => [key, owner]));
  }
}
