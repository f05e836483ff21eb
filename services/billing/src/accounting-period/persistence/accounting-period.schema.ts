import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';
import type { PeriodState } from '../accounting-period.js';

export const AccountingPeriodSchema = defineEntity({
  name: 'AccountingPeriod',
  tableName: 'accounting_period',
  properties: {
    period: p.text().primary(),
    state: p.text().$type<PeriodState>(),
    closedBy: p.text().$type<ActorId>().strictNullable(),
    closedAt: columns.instant.strictNullable(),
    version: p.integer(),
  },
});

/** What was open when a period closed, and who answers for it; append-only. */
export const CarriedForwardSchema = defineEntity({
  name: 'CarriedForward',
  tableName: 'carried_forward',
  properties: {
    period: p.text().primary(),
    exceptionId: p.text().primary(),
    city: columns.city,
    reason: p.text(),
    owner: p.text(),
  },
  indexes: [{ name: 'carried_forward_exception_id', properties: ['exceptionId', 'period'] }],
  ...citySecurity('carried_forward'),
});
