import type { CityCode, Serial } from '@rotables/domain-kernel';
import { instantFrom } from '../../database-instant.js';
import type { PlaceKind } from '../place.js';
import type { Condition, Owner, SpareUnit } from '../spare-unit.js';

/** A row of spare_unit as a prepared statement gives it. */
export interface SpareUnitRow {
  readonly serial: Serial;
  readonly model: string;
  readonly place_kind: PlaceKind;
  readonly place_id: string;
  readonly city: CityCode;
  readonly condition: Condition;
  readonly owner: Owner;
  readonly custodian: string | null;
  readonly since: string;
  readonly version: number;
}

export const spareUnitColumns =
  'serial, model, place_kind, place_id, city, condition, owner, custodian, since, version';

export function spareUnitOf(row: SpareUnitRow): SpareUnit {
  const { serial, model, place_kind, place_id, city, condition, owner, custodian, since, version } = row;
  return {
    serial,
    model,
    city,
    condition,
    owner,
    custodian,
    version,
    place: { kind: place_kind, id: place_id },
    since: instantFrom(since),
  };
}
