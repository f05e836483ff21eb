import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';
import type { Clearance, HandoverState } from '../handover.js';

export const HandoverSchema = defineEntity({
  name: 'Handover',
  tableName: 'handover',
  properties: {
    handoverNumber: p.text().primary(),
    city: columns.city,
    businessOn: columns.day,
    receiptsFen: columns.fen,
    cashFen: columns.fen,
    differenceReason: p.text().strictNullable(),
    late: p.boolean(),
    state: p.text().$type<HandoverState>(),
    submittedBy: p.text().$type<ActorId>(),
    submittedAt: columns.instant,
    countedFen: columns.fen.strictNullable(),
    differenceFen: columns.fen.strictNullable(),
    acceptedBy: p.text().$type<ActorId>().strictNullable(),
    acceptedAt: columns.instant.strictNullable(),
    clearance: p.text().$type<Clearance>().strictNullable(),
    clearanceReason: p.text().strictNullable(),
    clearedBy: p.text().$type<ActorId>().strictNullable(),
    clearedAt: columns.instant.strictNullable(),
    version: p.integer(),
  },
  uniques: [{ name: 'handover_per_day', properties: ['city', 'businessOn'] }],
  checks: [
    { name: 'handover_cash_fen', expression: 'cash_fen >= 0 and receipts_fen >= 0' },
    { name: 'handover_two_people', expression: 'cleared_by <> accepted_by' },
  ],
  ...citySecurity('handover'),
});

/** Which receipt was handed in with which day, once; append-only. */
export const HandoverReceiptSchema = defineEntity({
  name: 'HandoverReceipt',
  tableName: 'handover_receipt',
  properties: { receiptNumber: p.text().primary(), handoverNumber: p.text(), city: columns.city },
  indexes: [{ name: 'handover_receipt_handover_number', properties: ['handoverNumber'] }],
  ...citySecurity('handover_receipt'),
});
