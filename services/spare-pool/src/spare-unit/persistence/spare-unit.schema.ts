import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import { placeKinds } from '../place.js';
import type { PlaceKind } from '../place.js';
import { conditions, owners } from '../spare-unit.js';
import type { Condition, Owner } from '../spare-unit.js';
import type { FactKind, FactLane } from '../unit-fact.js';

const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** Where every unit is; changed in the same statement as a movement is appended, and in no other (S9). */
export const SpareUnitSchema = defineEntity({
  name: 'SpareUnit',
  tableName: 'spare_unit',
  properties: {
    serial: p.text().$type<Serial>().primary(),
    model: p.text(),
    placeKind: p.text().$type<PlaceKind>(),
    placeId: p.text(),
    city: p.text().$type<CityCode>(),
    condition: p.text().$type<Condition>(),
    owner: p.text().$type<Owner>(),
    custodian: p.text().strictNullable(),
    since: p.datetime(),
    version: p.integer(),
  },
  checks: [
    { name: 'spare_unit_place_known', expression: `place_kind in (${listed(placeKinds)})` },
    { name: 'spare_unit_condition_known', expression: `condition in (${listed(conditions)})` },
    { name: 'spare_unit_owner_known', expression: `owner in (${listed(owners)})` },
    { name: 'spare_unit_version_counts', expression: 'version > 0' },
    // R8: what is defective or scrapped is never on the shelf that spares are picked from.
    { name: 'spare_unit_shelf_is_whole', expression: `place_kind <> 'site' or condition in ('good', 'refurbished')` },
  ],
  indexes: [
    { name: 'spare_unit_shelf', properties: ['placeKind', 'placeId', 'model', 'since'] },
    { name: 'spare_unit_city', properties: ['city', 'placeKind'] },
    { name: 'spare_unit_since', properties: ['since'] },
    { name: 'spare_unit_model', properties: ['model', 'serial'] },
    // Few are not good, and they are what is looked for.
    { name: 'spare_unit_not_good', properties: ['condition', 'serial'], where: `condition <> 'good'` },
  ],
  ...citySecurity('spare_unit'),
});

const cityOfMovement = citySecurity('movement')
  .policies.map(({ using }) => using)
  .join('');
const cityLeft = citySecurity('movement', 'from_city')
  .policies.map(({ using }) => using)
  .join('');

/** The ledger: what each unit was after each of its movements. Append-only. A city sees what came to it and what left it. */
export const MovementSchema = defineEntity({
  name: 'Movement',
  tableName: 'movement',
  properties: {
    serial: p.text().$type<Serial>().primary(),
    sequence: p.integer().primary(),
    kind: p.text(),
    fromPlaceKind: p.text().$type<PlaceKind>().strictNullable(),
    fromPlaceId: p.text().strictNullable(),
    fromCity: p.text().$type<CityCode>().strictNullable(),
    model: p.text(),
    placeKind: p.text().$type<PlaceKind>(),
    placeId: p.text(),
    city: p.text().$type<CityCode>(),
    condition: p.text().$type<Condition>(),
    owner: p.text().$type<Owner>(),
    custodian: p.text().strictNullable(),
    document: p.text().strictNullable(),
    movedAt: p.datetime(),
    aboutOn: p.date().$type<BusinessDate>().strictNullable(),
    recordedAt: p.datetime().defaultRaw('clock_timestamp()'),
    recordedBy: p.text(),
  },
  checks: [{ name: 'movement_sequence_counts', expression: 'sequence > 0' }],
  // A month-end asks what has left the city since its cut-off; most movements leave none.
  indexes: [{ name: 'movement_left_city', properties: ['fromCity', 'movedAt'], where: 'from_city <> city' }],
  rowLevelSecurity: 'force' as const,
  policies: [{ name: 'movement_city', using: `${cityOfMovement} or ${cityLeft}`, check: cityOfMovement }],
});

/** Facts that another service has told and that wait for one which they build on. */
export const AwaitingFactSchema = defineEntity({
  name: 'AwaitingFact',
  tableName: 'awaiting_fact',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    serial: p.text().$type<Serial>(),
    lane: p.text().$type<FactLane>(),
    kind: p.text().$type<FactKind>(),
    model: p.text().strictNullable(),
    city: p.text().$type<CityCode>(),
    site: p.text().strictNullable(),
    document: p.text(),
    repaired: p.boolean(),
    at: p.datetime(),
    /** It contradicts what the pool itself knows, and is entered by nobody. */
    setAside: p.boolean().default(false),
    recordedAt: p.datetime().defaultRaw('clock_timestamp()'),
    settledBy: p.text().strictNullable(),
    settledAt: p.datetime().strictNullable(),
    settlement: p.text().strictNullable(),
    version: p.integer().default(0),
  },
  indexes: [{ name: 'awaiting_fact_serial', properties: ['serial', 'id'] }],
  ...citySecurity('awaiting_fact'),
});
