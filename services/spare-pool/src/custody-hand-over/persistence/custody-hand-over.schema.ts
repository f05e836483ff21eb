import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { CustodyHandOverState } from '../custody-hand-over.js';

/** One under way for each site at most (O2). */
export const CustodyHandOverSchema = defineEntity({
  name: 'CustodyHandOver',
  tableName: 'custody_hand_over',
  properties: {
    handOverNumber: p.text().primary(),
    site: p.text(),
    city: p.text().$type<CityCode>(),
    state: p.text().$type<CustodyHandOverState>(),
    fromCustodian: p.text(),
    toCustodian: p.text(),
    openedBy: p.text(),
    openedAt: p.datetime(),
    witness: p.text().strictNullable(),
    reason: p.text().strictNullable(),
    countedAt: p.datetime().strictNullable(),
    countedSerials: p.json().$type<readonly Serial[]>(),
    missingSerials: p.json().$type<readonly Serial[]>(),
    endedBy: p.text().strictNullable(),
    endedAt: p.datetime().strictNullable(),
    endReason: p.text().strictNullable(),
    version: p.integer(),
  },
  checks: [{ name: 'custody_hand_over_to_another', expression: 'from_custodian <> to_custodian' }],
  uniques: [
    { name: 'custody_hand_over_one_under_way', properties: ['site'], where: `state in ('ordered', 'offered')` },
  ],
  indexes: [{ name: 'custody_hand_over_city', properties: ['city', 'state'] }],
  ...citySecurity('custody_hand_over'),
});
