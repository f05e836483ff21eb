import { serialKey, SerialMap, type CityCode, type Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { instantFrom } from '../../database-instant.js';
import { spareUnitColumns, spareUnitOf } from '../../spare-unit/persistence/spare-unit-row.js';
import type { SpareUnitRow } from '../../spare-unit/persistence/spare-unit-row.js';
import { ReconciliationNotFound } from '../reconciliation.errors.js';
import type { CountBasis } from '../reconciliation.repository.js';
import type { Reconciliation, ReconciliationLine, ReconciliationState, SiteSignature } from '../reconciliation.js';

interface HeadRow {
  readonly statement_number: string;
  readonly city: CityCode;
  readonly month: string;
  readonly cut_off_at: string;
  readonly allocation: number;
  readonly booked: number;
  readonly state: ReconciliationState;
  readonly opened_by: string;
  readonly signed_by: string | null;
  readonly signed_at: string | null;
  readonly sent_back_by: string | null;
  readonly sent_back_at: string | null;
  readonly send_back_reason: string | null;
  readonly countersigned_by: string | null;
  readonly closed_at: string | null;
  readonly defective_returned: number | null;
  readonly replenishment_owed: number | null;
  readonly version: number;
}

interface PartsRow {
  readonly lines: readonly ReconciliationLine[];
  readonly signatures: readonly (Omit<SiteSignature, 'signedAt'> & { readonly signedAt: string | null })[];
  readonly units: readonly SpareUnitRow[];
}

const lockHead = `
  select statement_number, city, month, cut_off_at, allocation, booked, state, opened_by, signed_by, signed_at,
    sent_back_by, sent_back_at, send_back_reason, countersigned_by, closed_at,
    defective_returned, replenishment_owed, version
  from reconciliation where statement_number = $1 for update`;

const readParts = `
  with line as (
    select serial, model, listed_as as "listedAs", place, site, condition, status, resolution, note, resolved_by as "resolvedBy"
    from reconciliation_line where statement_number = $1
  ), unit as (
    select ${spareUnitColumns} from spare_unit
    where serial in (select serial from line union select serial from spare_unit where serial_key = any ($2::text[]))
  ), signature as (
    select site, position, signed_by as "signedBy", signed_at as "signedAt" from reconciliation_signature where statement_number = $1
  )
  select (select coalesce(json_agg(signature order by position), '[]') from signature) as signatures,
    (select coalesce(json_agg(line order by serial), '[]') from line) as lines,
    (select coalesce(json_agg(unit), '[]') from unit) as units`;

/**
 * Two who count one statement at once must see each other, and what a statement reads belongs to the moment at which it began: so the lines
 * are read by a second one, sent in one go with the first, which waits for the lock.
 */
export async function loadCountBasis(statementNumber: string, scanned: readonly Serial[]): Promise<CountBasis> {
  const [heads, parts] = await Promise.all([
    UnitOfWork.preparedQuery<HeadRow & Record<string, unknown>>('statement-count-lock', lockHead, [statementNumber]),
    UnitOfWork.preparedQuery<PartsRow & Record<string, unknown>>('statement-count-basis', readParts, [
      statementNumber,
      scanned.map(serialKey),
    ]),
  ]);
  const [head] = heads.rows;
  const [read] = parts.rows;
  if (!head || !read) throw new ReconciliationNotFound(statementNumber);
  return {
    statement: statementOf(head, read),
    units: new SerialMap(read.units.map((row) => [row.serial, spareUnitOf(row)])),
  };
}

function statementOf(head: HeadRow, { lines, signatures }: PartsRow): Reconciliation {
  return {
    statementNumber: head.statement_number,
    city: head.city,
    month: head.month,
    cutOffAt: instantFrom(head.cut_off_at),
    allocation: head.allocation,
    booked: head.booked,
    state: head.state,
    openedBy: head.opened_by,
    signatures: signatures.map(({ site, signedBy, signedAt }) => ({ site, signedBy, signedAt: momentOf(signedAt) })),
    signedBy: head.signed_by,
    signedAt: momentOf(head.signed_at),
    sentBackBy: head.sent_back_by,
    sentBackAt: momentOf(head.sent_back_at),
    sendBackReason: head.send_back_reason,
    countersignedBy: head.countersigned_by,
    closedAt: momentOf(head.closed_at),
    defectiveReturned: head.defective_returned,
    replenishmentOwed: head.replenishment_owed,
    lines,
    version: head.version,
  };
}

function momentOf(text: string | null): Date | null {
  return text === null ? null : instantFrom(text);
}
