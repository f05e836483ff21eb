import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';
import type { PaymentMethod } from '../receipt.js';

/** Receipts; append-only. */
export const ReceiptSchema = defineEntity({
  name: 'Receipt',
  tableName: 'receipt',
  properties: {
    receiptNumber: p.text().primary(),
    chargeNumber: p.text(),
    faultNumber: p.text().strictNullable(),
    city: columns.city,
    amountFen: columns.fen,
    method: p.text().$type<PaymentMethod>(),
    receivedBy: p.text().$type<ActorId>(),
    receivedAt: columns.instant,
    receivedOn: columns.day,
    version: p.integer(),
  },
  indexes: [
    { name: 'receipt_charge_number', properties: ['chargeNumber'] },
    { name: 'receipt_received', properties: ['receivedAt', 'receiptNumber'] },
  ],
  checks: [{ name: 'receipt_amount_fen', expression: 'amount_fen > 0' }],
  ...citySecurity('receipt'),
});
