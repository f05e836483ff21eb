import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { ReplenishmentState } from '../replenishment.js';

export const ReplenishmentSchema = defineEntity({
  name: 'Replenishment',
  tableName: 'replenishment',
  properties: {
    replenishmentNumber: p.text().primary(),
    city: p.text().$type<CityCode>(),
    site: p.text(),
    model: p.text().strictNullable(),
    quantity: p.integer(),
    shippedQuantity: p.integer(),
    early: p.boolean(),
    nettedOff: p.integer(),
    nettedQuantity: p.integer(),
    statementNumber: p.text().strictNullable(),
    reason: p.text().strictNullable(),
    attachmentName: p.text().strictNullable(),
    requestedBy: p.text().strictNullable(),
    requestedAt: p.datetime().strictNullable(),
    decidedBy: p.text().strictNullable(),
    orderedAt: p.datetime().strictNullable(),
    endedBy: p.text().strictNullable(),
    endedAt: p.datetime().strictNullable(),
    endReason: p.text().strictNullable(),
    state: p.text().$type<ReplenishmentState>(),
    version: p.integer(),
  },
  checks: [
    {
      name: 'replenishment_quantities',
      expression: 'quantity > 0 and shipped_quantity between 0 and quantity and netted_quantity between 0 and quantity',
    },
    { name: 'replenishment_another_person', expression: 'decided_by <> requested_by' },
  ],
  indexes: [{ name: 'replenishment_city', properties: ['city', 'state'] }],
  ...citySecurity('replenishment'),
});

/** The written request behind an early replenishment (S6). */
export const ReplenishmentAttachmentSchema = defineEntity({
  name: 'ReplenishmentAttachment',
  tableName: 'replenishment_attachment',
  properties: {
    replenishmentNumber: p.text().primary(),
    city: p.text().$type<CityCode>(),
    name: p.text(),
    content: p.blob(),
    recordedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  ...citySecurity('replenishment_attachment'),
});

/** A defective unit that a city returned in exchange for a spare; owed while received, replaced, not back at the customer and not made up (S6). */
export const DefectiveReturnSchema = defineEntity({
  name: 'DefectiveReturn',
  tableName: 'defective_return',
  properties: {
    faultNumber: p.text().primary(),
    serial: p.text().$type<Serial>().primary(),
    city: p.text().$type<CityCode>(),
    model: p.text().strictNullable(),
    receivedAt: p.datetime().strictNullable(),
    replacedAt: p.datetime().strictNullable(),
    returnedAt: p.datetime().strictNullable(),
    madeUpBy: p.text().strictNullable(),
  },
  indexes: [{ name: 'defective_return_owed', properties: ['city'], where: 'made_up_by is null' }],
  ...citySecurity('defective_return'),
});
