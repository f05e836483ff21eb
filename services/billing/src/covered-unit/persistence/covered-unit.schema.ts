import { defineEntity, p } from '@mikro-orm/postgresql';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';

/** What billing has heard of covered units: a projection of the events of warranty. */
export const CoveredUnitSchema = defineEntity({
  name: 'CoveredUnit',
  tableName: 'covered_unit_projection',
  properties: {
    serial: columns.serial.primary(),
    model: p.text(),
    city: columns.city,
    customerName: p.text(),
    covered: p.boolean(),
    planKind: p.enum(['term', 'service-fee'] as const).strictNullable(),
    feePaidUntilOn: columns.day.strictNullable(),
    refundNumber: p.text().strictNullable(),
  },
  ...citySecurity('covered_unit_projection'),
});
