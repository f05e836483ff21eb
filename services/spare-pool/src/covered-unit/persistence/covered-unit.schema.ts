import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Serial } from '@rotables/domain-kernel';

/**
 * Which serials are, or were, a customer's covered devices, and what model each is. No city and no customer stand here, and no row-level security: a spare must not be the
 * device of a customer of another city either, and nobody is shown the table.
 */
export const CoveredUnitSchema = defineEntity({
  name: 'CoveredUnit',
  tableName: 'covered_unit',
  properties: {
    serial: p.text().$type<Serial>().primary(),
    covered: p.boolean(),
    /** Null where it was registered before the pool kept it. */
    model: p.text().strictNullable(),
  },
});
