import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';
import type { QuoteLine, QuoteState } from '../quote.js';

export const QuoteSchema = defineEntity({
  name: 'Quote',
  tableName: 'quote',
  properties: {
    quoteNumber: p.text().primary(),
    faultNumber: p.text(),
    serial: columns.serial,
    city: columns.city,
    entitlementId: p.text(),
    lines: p.json<readonly QuoteLine[]>(),
    totalFen: columns.fen,
    state: p.text().$type<QuoteState>(),
    issuedBy: p.text().$type<ActorId>(),
    issuedAt: columns.instant,
    issuedOn: columns.day,
    answeredBy: p.text().strictNullable(),
    answeredAt: columns.instant.strictNullable(),
    withdrawalReason: p.text().strictNullable(),
    version: p.integer(),
  },
  uniques: [
    { name: 'quote_open_per_fault', properties: ['faultNumber'], where: "state = 'open'" },
    {
      name: 'quote_confirmed_per_entitlement',
      properties: ['faultNumber', 'entitlementId'],
      where: "state = 'confirmed'",
    },
  ],
  indexes: [
    { name: 'quote_issued', properties: ['issuedAt', 'quoteNumber'] },
    { name: 'quote_fault_number', properties: ['faultNumber'] },
  ],
  checks: [{ name: 'quote_total_fen', expression: 'total_fen >= 0' }],
  ...citySecurity('quote'),
});
