import type { EntitlementKind } from '@rotables/contracts';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { instantFrom } from '../../database-instant.js';
import { serialKeySql } from '../../covered-unit/persistence/serial-key-sql.js';
import type { FaultCase, Whereabouts } from '../fault-case.js';

/** The columns of {@link faultCaseColumns}; all are null where the case is not known, or not seen. */
export interface FaultCaseRow {
  readonly case_number: string | null;
  readonly case_serial: Serial;
  readonly case_model: string | null;
  readonly case_city: CityCode;
  readonly case_reported_at: string | null;
  readonly case_unit_owner: FaultCase['unitOwner'];
  readonly case_reporter: string;
  readonly case_unit: Whereabouts;
  readonly case_resolution: string | null;
  readonly case_closed: boolean;
  readonly case_replaced_by: Serial | null;
}

/**
 * Under names that no unit, no site and no loan has, so that all can stand in one row. A fault that was reported before its unit was
 * registered names no model; the registration does (W12).
 */
export const faultCaseColumns = `fault_number as case_number, serial as case_serial, coalesce(model, (
        select max(known.model) from covered_unit known where ${serialKeySql('known.serial')} = ${serialKeySql('fault_case.serial')}
      )) as case_model, city as case_city, reported_at as case_reported_at,
      unit_owner as case_unit_owner, reporter_name as case_reporter, unit as case_unit, resolution as case_resolution,
      closed as case_closed, replaced_by as case_replaced_by`;

export function faultCaseOf(row: FaultCaseRow, entitlement: EntitlementKind | null): FaultCase | null {
  if (row.case_number === null) return null;
  return {
    faultNumber: row.case_number,
    serial: row.case_serial,
    model: row.case_model,
    city: row.case_city,
    reportedAt: row.case_reported_at === null ? null : instantFrom(row.case_reported_at),
    unitOwner: row.case_unit_owner,
    reporterName: row.case_reporter,
    unit: row.case_unit,
    resolution: row.case_resolution,
    closed: row.case_closed,
    replacedBy: row.case_replaced_by,
    entitlement,
  };
}
