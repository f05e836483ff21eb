import type { CityCode, Serial, Session } from '@rotables/domain-kernel';
import { placeKindOf, type PoolUnit } from '../rma-case/pool-facts.js';
import type { RmaCase } from '../rma-case/rma-case.js';
import { ScrapIsNotTheCompanys, ScrapUnitNotHeld, ScrapUnitNotKnown } from './scrap-record.errors.js';

/** A unit that may be scrapped, as the pool knows it. */
export interface ScrapUnit {
  readonly serial: Serial;
  readonly model: string;
  readonly city: CityCode;
}

const heldPlaces: readonly string[] = ['site', 'quarantine'];

/**
 * Only what the company owns and holds is scrapped (R9): of what the pool says, nothing is taken from who proposes it. A unit of another
 * city is as little there as one that does not exist (O3). A case that knows already of a replacement or a refund waits for the pool's word.
 */
export function unitToScrap(
  typed: Serial,
  unit: PoolUnit | undefined,
  by: Session,
  rmaCase?: Pick<RmaCase, 'unitOwner'>,
): ScrapUnit {
  if (!unit) throw new ScrapUnitNotKnown(typed);
  const { serial, model, city, place } = unit;
  if (city === null || !(by.cities === 'all' || by.cities.includes(city))) throw new ScrapUnitNotKnown(typed);
  if (unit.owner !== 'company' && rmaCase?.unitOwner === 'company') throw new ScrapUnitNotKnown(serial);
  if (unit.owner !== 'company') throw new ScrapIsNotTheCompanys(serial);
  if (!heldPlaces.includes(placeKindOf(unit))) throw new ScrapUnitNotHeld(serial, place);
  return { serial, model, city };
}
