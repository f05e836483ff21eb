import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { PaymentMethod } from '../../receipt/receipt.js';
import { columns } from '../../storage/persistence/columns.js';
import type { WaitingReason } from '../charge-claim.js';
import type { ChargeReason, ChargeState } from '../charge.js';

export const ChargeSchema = defineEntity({
  name: 'Charge',
  tableName: 'charge',
  properties: {
    chargeNumber: p.text().primary(),
    reason: p.text().$type<ChargeReason>(),
    source: p.text().unique('charge_source'),
    faultNumber: p.text().strictNullable(),
    serial: columns.serial.strictNullable(),
    city: columns.city,
    debtor: p.text(),
    amountFen: columns.fen,
    paidFen: columns.fen,
    entitlementId: p.text().strictNullable(),
    quoteNumber: p.text().strictNullable(),
    explanation: p.text(),
    state: p.text().$type<ChargeState>(),
    postedAt: columns.instant,
    aboutOn: columns.day,
    settledAt: columns.instant.strictNullable(),
    reversedAt: columns.instant.strictNullable(),
    reversalReason: p.text().strictNullable(),
    reversedBy: p.text().$type<ActorId>().strictNullable(),
    repaidAt: columns.instant.strictNullable(),
    repaidBy: p.text().$type<ActorId>().strictNullable(),
    repaidMethod: p.text().$type<PaymentMethod>().strictNullable(),
    loanNumber: p.text().strictNullable(),
    /** Both days of the period of a service fee; null otherwise. */
    periodFromOn: columns.day.strictNullable(),
    periodUntilOn: columns.day.strictNullable(),
    version: p.integer(),
  },
  uniques: [
    {
      name: 'charge_repair_per_fault',
      properties: ['faultNumber'],
      where: "reason = 'repair' and state <> 'reversed'",
    },
    {
      name: 'charge_service_fee_period',
      properties: ['serial', 'periodFromOn'],
      where: "reason = 'service-fee' and state <> 'reversed'",
    },
  ],
  indexes: [
    { name: 'charge_posted', properties: ['postedAt', 'chargeNumber'] },
    { name: 'charge_fault_number', properties: ['faultNumber'] },
    { name: 'charge_loan_number', properties: ['loanNumber'] },
  ],
  checks: [{ name: 'charge_paid_fen', expression: 'amount_fen >= 0 and paid_fen between 0 and amount_fen' }],
  ...citySecurity('charge'),
});

/** Claims that wait for a price, an entitlement, a quote or a debtor. */
export const PendingChargeSchema = defineEntity({
  name: 'PendingCharge',
  tableName: 'pending_charge',
  properties: {
    source: p.text().primary(),
    reason: p.text().$type<ChargeReason>(),
    city: columns.city,
    faultNumber: p.text().strictNullable(),
    serial: columns.serial.strictNullable(),
    model: p.text().strictNullable(),
    debtor: p.text().strictNullable(),
    pieces: p.integer(),
    postedAt: columns.instant,
    aboutOn: columns.day,
    pricedOn: columns.day,
    loanNumber: p.text().strictNullable(),
    because: p.text().$type<WaitingReason>(),
    sentence: p.text(),
    /** Since when it waits, by the database: no claim is under way for longer than a day (X4). */
    recordedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  indexes: [
    { name: 'pending_charge_fault_number', properties: ['faultNumber'] },
    { name: 'pending_charge_because', properties: ['because'] },
  ],
  ...citySecurity('pending_charge'),
});

/** Units that turned up again, from the events of the spare pool; append-only. */
export const FoundUnitSchema = defineEntity({
  name: 'FoundUnit',
  tableName: 'found_unit_projection',
  properties: {
    serial: columns.serial.primary(),
    foundAt: columns.instant.primary(),
    city: columns.city,
  },
  ...citySecurity('found_unit_projection'),
});
