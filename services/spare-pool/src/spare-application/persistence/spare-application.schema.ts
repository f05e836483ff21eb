import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { SpareApplicationState } from '../spare-application.js';

export const SpareApplicationSchema = defineEntity({
  name: 'SpareApplication',
  tableName: 'spare_application',
  properties: {
    applicationNumber: p.text().primary(),
    city: p.text().$type<CityCode>(),
    site: p.text(),
    model: p.text(),
    quantity: p.integer(),
    reason: p.text(),
    approvedQuantity: p.integer().strictNullable(),
    shippedQuantity: p.integer(),
    state: p.text().$type<SpareApplicationState>(),
    submittedBy: p.text(),
    submittedAt: p.datetime(),
    decidedBy: p.text().strictNullable(),
    decidedAt: p.datetime().strictNullable(),
    rejectionReason: p.text().strictNullable(),
    endedBy: p.text().strictNullable(),
    endedAt: p.datetime().strictNullable(),
    endReason: p.text().strictNullable(),
    allocation: p.integer(),
    held: p.integer(),
    version: p.integer(),
  },
  checks: [
    { name: 'spare_application_within_allocation', expression: 'quantity > 0 and held + quantity <= allocation' },
    { name: 'spare_application_approved_within_asked', expression: 'approved_quantity between 1 and quantity' },
    {
      name: 'spare_application_shipped_within_approved',
      expression: 'shipped_quantity between 0 and coalesce(approved_quantity, 0)',
    },
    { name: 'spare_application_another_person', expression: 'decided_by <> submitted_by' },
  ],
  indexes: [{ name: 'spare_application_city', properties: ['city', 'state'] }],
  ...citySecurity('spare_application'),
});
