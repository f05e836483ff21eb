import { Injectable } from '@nestjs/common';
import type {
  CaseClosed,
  CaseResolved,
  EntitlementDecided,
  EntitlementKind,
  EntitlementSuperseded,
  FaultReported,
  UnitReceived,
} from '@rotables/contracts';
import type { Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { FaultCase, Whereabouts } from '../fault-case.js';
import { FaultCases } from '../fault-case.repository.js';
import { faultCaseColumns, faultCaseOf, type FaultCaseRow } from './fault-case-row.js';

@Injectable()
export class SqlFaultCases extends FaultCases {
  async lockOfLoan(loanNumber: string): Promise<FaultCase | null> {
    const { rows } = await UnitOfWork.preparedQuery<FaultCaseRow & { entitlement: EntitlementKind | null }>(
      'fault-case-lock',
      `select ${faultCaseColumns},
         (select kind from fault_entitlement entitled where entitled.fault_number = fault_case.fault_number) as entitlement
       from fault_case where fault_number = (select loan.fault_number from loan where loan_number = $1) for update of fault_case`,
      [loanNumber],
    );
    const row = rows[0];
    return row ? faultCaseOf(row, row.entitlement) : null;
  }

  async reporterOf(faultNumber: string): Promise<string | null> {
    const { rows } = await UnitOfWork.preparedQuery<{ reporter_name: string }>(
      'fault-case-reporter',
      'select reporter_name from fault_case where fault_number = $1',
      [faultNumber],
    );
    return rows[0]?.reporter_name ?? null;
  }

  async noteReported({
    faultNumber,
    serial,
    model,
    city,
    reporterName,
    reportedAt,
    unitOwner = 'customer',
  }: FaultReported): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-reported',
      `insert into fault_case (fault_number, serial, model, city, unit_owner, reporter_name, reported_at, unit, closed)
       values ($1, $2, $3, $4, $5, $6, $7, 'with-customer', false) on conflict (fault_number) do nothing`,
      [faultNumber, serial, model, city, unitOwner, reporterName, reportedAt],
    );
  }

  async noteReceived({ faultNumber, model }: UnitReceived): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-received',
      `update fault_case set unit = 'in-house', model = coalesce(model, $2) where fault_number = $1`,
      [faultNumber, model],
    );
  }

  async noteWhereabouts(faultNumber: string, unit: Whereabouts): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-whereabouts',
      'update fault_case set unit = $2 where fault_number = $1',
      [faultNumber, unit],
    );
  }

  async noteReopened(faultNumber: string): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-reopened',
      `update fault_case set closed = false, resolution = case when replaced_by is null then null else resolution end
       where fault_number = $1`,
      [faultNumber],
    );
  }

  async noteOwner(faultNumber: string, unitOwner: FaultCase['unitOwner']): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-owner',
      'update fault_case set unit_owner = $2 where fault_number = $1',
      [faultNumber, unitOwner],
    );
  }

  async noteResolved({
    faultNumber,
    resolution,
  }: Pick<CaseResolved, 'faultNumber'> & { readonly resolution: string | null }): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-resolved',
      'update fault_case set resolution = $2 where fault_number = $1',
      [faultNumber, resolution],
    );
  }

  async noteClosed({ faultNumber, resolution }: CaseClosed): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-closed',
      'update fault_case set closed = true, resolution = $2 where fault_number = $1',
      [faultNumber, resolution],
    );
  }

  async noteEntitlement({
    faultNumber,
    city,
    entitlementId,
    kind,
  }: EntitlementDecided | EntitlementSuperseded): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-entitlement-noted',
      `insert into fault_entitlement (fault_number, city, entitlement_id, kind) values ($1, $2, $3, $4)
       on conflict (fault_number) do update set entitlement_id = excluded.entitlement_id, kind = excluded.kind, city = excluded.city`,
      [faultNumber, city, entitlementId, kind],
    );
  }

  async noteReplaced(faultNumber: string, replacedBy: Serial): Promise<void> {
    await UnitOfWork.preparedQuery(
      'fault-case-replaced',
      'update fault_case set replaced_by = $2 where fault_number = $1',
      [faultNumber, replacedBy],
    );
  }
}
