import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { LineResolution, LineStatus, Listing, ReconciliationState } from '../reconciliation.js';

/** One per city and month; a trigger of the migration refuses every change of a closed one (S5). */
export const ReconciliationSchema = defineEntity({
  name: 'Reconciliation',
  tableName: 'reconciliation',
  properties: {
    statementNumber: p.text().primary(),
    city: p.text().$type<CityCode>(),
    month: p.text(),
    cutOffAt: p.datetime(),
    allocation: p.integer(),
    booked: p.integer(),
    state: p.text().$type<ReconciliationState>(),
    openedBy: p.text(),
    signedBy: p.text().strictNullable(),
    signedAt: p.datetime().strictNullable(),
    sentBackBy: p.text().strictNullable(),
    sentBackAt: p.datetime().strictNullable(),
    sendBackReason: p.text().strictNullable(),
    countersignedBy: p.text().strictNullable(),
    closedAt: p.datetime().strictNullable(),
    defectiveReturned: p.integer().strictNullable(),
    replenishmentOwed: p.integer().strictNullable(),
    version: p.integer(),
  },
  checks: [{ name: 'reconciliation_two_people', expression: 'countersigned_by <> signed_by' }],
  uniques: [{ name: 'reconciliation_once_a_month', properties: ['city', 'month'] }],
  ...citySecurity('reconciliation'),
});

export const ReconciliationLineSchema = defineEntity({
  name: 'ReconciliationLine',
  tableName: 'reconciliation_line',
  properties: {
    statementNumber: p.text().primary(),
    serial: p.text().$type<Serial>().primary(),
    city: p.text().$type<CityCode>(),
    model: p.text().strictNullable(),
    listedAs: p.text().$type<Listing>(),
    place: p.text().strictNullable(),
    site: p.text().strictNullable(),
    condition: p.text().strictNullable(),
    status: p.text().$type<LineStatus>(),
    resolution: p.text().$type<LineResolution>().strictNullable(),
    note: p.text().strictNullable(),
    resolvedBy: p.text().strictNullable(),
  },
  ...citySecurity('reconciliation_line'),
});

/** Who signs for which site, and has signed (S5); as closed as its statement. */
export const ReconciliationSignatureSchema = defineEntity({
  name: 'ReconciliationSignature',
  tableName: 'reconciliation_signature',
  properties: {
    statementNumber: p.text().primary(),
    site: p.text().primary(),
    city: p.text().$type<CityCode>(),
    /** The main site's is the first. */
    position: p.integer(),
    signedBy: p.text().strictNullable(),
    signedAt: p.datetime().strictNullable(),
  },
  ...citySecurity('reconciliation_signature'),
});
