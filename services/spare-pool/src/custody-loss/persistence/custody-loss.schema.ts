import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { CustodyLoss } from '../custody-loss.js';

export const CustodyLossSchema = defineEntity({
  name: 'CustodyLoss',
  tableName: 'custody_loss',
  properties: {
    lossNumber: p.text().primary(),
    serial: p.text().$type<Serial>(),
    model: p.text(),
    city: p.text().$type<CityCode>(),
    site: p.text(),
    custodian: p.text(),
    statementNumber: p.text().strictNullable(),
    lostAt: p.datetime(),
    note: p.text(),
    state: p.text().$type<CustodyLoss['state']>(),
    foundAt: p.datetime().strictNullable(),
    foundSite: p.text().strictNullable(),
    version: p.integer(),
  },
  uniques: [{ name: 'custody_loss_once', properties: ['serial'], where: `state = 'lost'` }],
  ...citySecurity('custody_loss'),
});
