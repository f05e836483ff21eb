import { Injectable } from '@nestjs/common';
import { defineListing, instant, integer, listPage, readOne, text, truth } from '../../listing.js';
import type { View } from '../../listing.js';
import { ReconciliationNotFound } from '../reconciliation.errors.js';

const countOfLines = (condition: string): string =>
  `(select count(*)::integer from reconciliation_line line where line.statement_number = reconciliation.statement_number and ${condition})`;

const missingOrUnexpected = `(line.status in ('to-count', 'unexpected', 'resolved'))`;

export const reconciliationListing = defineListing({
  from: 'reconciliation',
  columns: {
    statementNumber: text('statement_number'),
    city: text('city'),
    month: text('month'),
    cutOffAt: instant('cut_off_at'),
    allocation: integer('allocation'),
    state: text('state'),
    booked: integer('booked'),
    counted: integer(
      countOfLines(`(line.status = 'counted' or line.resolution = 'found' and line.listed_as <> 'not-booked')`),
    ),
    onLoan: integer(countOfLines(`line.listed_as = 'on-loan'`)),
    inTransit: integer(countOfLines(`line.listed_as = 'in-transit'`)),
    discrepancies: integer(countOfLines(missingOrUnexpected)),
    openDiscrepancies: integer(countOfLines(`line.status in ('to-count', 'unexpected')`)),
    defectiveReturned: integer('defective_returned'),
    replenishmentOwed: integer('replenishment_owed'),
    openedBy: text('opened_by'),
    /** Sites whose custodian has not signed yet. */
    unsignedSites: text(
      `(select string_agg(signature.site, ' ' order by position) from reconciliation_signature signature
        where signature.statement_number = reconciliation.statement_number and signature.signed_by is null)`,
    ),
    signedBy: text('signed_by'),
    signedAt: instant('signed_at'),
    sentBackBy: text('sent_back_by'),
    sentBackAt: instant('sent_back_at'),
    sendBackReason: text('send_back_reason'),
    countersignedBy: text('countersigned_by'),
    closedAt: instant('closed_at'),
  },
  key: 'statementNumber',
  sorts: ['statementNumber', 'month', 'city'],
  defaultSort: '-statementNumber',
});

const lineListing = defineListing({
  from: 'reconciliation_line',
  columns: {
    serial: text('serial'),
    model: text('model'),
    listedAs: text('listed_as'),
    place: text('place'),
    site: text('site'),
    condition: text('condition'),
    status: text('status'),
    openDiscrepancy: truth(`status in ('to-count', 'unexpected')`),
    resolution: text('resolution'),
    note: text('note'),
    resolvedBy: text('resolved_by'),
  },
  key: 'serial',
  sorts: ['serial'],
  defaultSort: 'serial',
});

const signatureListing = defineListing({
  from: 'reconciliation_signature',
  columns: {
    site: text('site'),
    position: integer('position'),
    custodian: text(
      'coalesce(signed_by, (select custodian from site where site.site = reconciliation_signature.site))',
    ),
    signedBy: text('signed_by'),
    signedAt: instant('signed_at'),
  },
  key: 'site',
  sorts: ['position'],
  defaultSort: 'position',
});

const mostLines = 50_000;
const mostSites = 200;

@Injectable()
export class ReconciliationReads {
  /** A statement with all of its lines. Throws ReconciliationNotFound. */
  async get(statementNumber: string): Promise<View> {
    // Sent in one go; nobody waits for one of the answers before the other.
    const [statement, signatures, { items }] = await Promise.all([
      this.head(statementNumber),
      this.signatures(statementNumber),
      listPage(lineListing, { limit: mostLines }, [['statement_number = ?', statementNumber]]),
    ]);
    return { ...statement, signatures, lines: items };
  }

  /** Who has to sign for which site, and has signed. */
  private async signatures(statementNumber: string): Promise<readonly View[]> {
    const ofStatement = [['statement_number = ?', statementNumber]] as const;
    const { items } = await listPage(signatureListing, { limit: mostSites }, ofStatement);
    return items.map(({ position: _position, ...signature }) => signature);
  }

  /** A statement without its lines. Throws ReconciliationNotFound. */
  async head(statementNumber: string): Promise<View> {
    const statement = await readOne(reconciliationListing, statementNumber);
    if (!statement) throw new ReconciliationNotFound(statementNumber);
    return statement;
  }
}
