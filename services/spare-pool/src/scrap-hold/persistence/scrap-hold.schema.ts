import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { ScrapHold } from '../scrap-hold.js';

/** One row per scrap record that the pool was asked for; one unit is held for one record. */
export const ScrapHoldSchema = defineEntity({
  name: 'ScrapHold',
  tableName: 'scrap_hold',
  properties: {
    scrapNumber: p.text().primary(),
    serial: p.text().$type<Serial>(),
    city: p.text().$type<CityCode>(),
    state: p.text().$type<ScrapHold['state']>(),
    takenFrom: p.text().strictNullable(),
    askedAt: p.datetime(),
    version: p.integer(),
  },
  uniques: [{ name: 'scrap_hold_one_held', properties: ['serial'], where: "state = 'held'" }],
  ...citySecurity('scrap_hold'),
});
