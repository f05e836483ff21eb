import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { Shortage } from '../shortage.js';

export const ShortageSchema = defineEntity({
  name: 'Shortage',
  tableName: 'shortage',
  properties: {
    shortageNumber: p.text().primary(),
    city: p.text().$type<CityCode>(),
    site: p.text(),
    model: p.text(),
    faultNumber: p.text().strictNullable(),
    raisedBy: p.text(),
    raisedAt: p.datetime(),
    state: p.text().$type<Shortage['state']>(),
    note: p.text().strictNullable(),
    closedBy: p.text().strictNullable(),
    closedAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
  indexes: [{ name: 'shortage_city', properties: ['city', 'state'] }],
  ...citySecurity('shortage'),
});
