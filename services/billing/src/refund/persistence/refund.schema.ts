import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { PaymentMethod } from '../../receipt/receipt.js';
import { columns } from '../../storage/persistence/columns.js';
import type { RefundAnswer, RefundState } from '../refund.js';

export const RefundSchema = defineEntity({
  name: 'Refund',
  tableName: 'refund',
  properties: {
    refundNumber: p.text().primary(),
    faultNumber: p.text(),
    serial: columns.serial,
    city: columns.city,
    entitlementId: p.text(),
    amountFen: columns.fen,
    reason: p.text(),
    state: p.text().$type<RefundState>(),
    proposedBy: p.text().$type<ActorId>(),
    proposedAt: columns.instant,
    proposedOn: columns.day,
    decidedBy: p.text().$type<ActorId>().strictNullable(),
    decidedAt: columns.instant.strictNullable(),
    method: p.text().$type<PaymentMethod>().strictNullable(),
    rejectionReason: p.text().strictNullable(),
    caseAnswer: p.text().$type<RefundAnswer>().strictNullable(),
    version: p.integer(),
  },
  uniques: [{ name: 'refund_per_fault', properties: ['faultNumber'], where: "state <> 'rejected'" }],
  indexes: [{ name: 'refund_proposed', properties: ['proposedAt', 'refundNumber'] }],
  checks: [
    { name: 'refund_amount_fen', expression: 'amount_fen > 0' },
    { name: 'refund_two_people', expression: 'decided_by <> proposed_by' },
  ],
  ...citySecurity('refund'),
});
