import { LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { CaseNotFound } from '../rma-case.errors.js';
import { unknownCase, type CaseIdentity, type RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';
import { CaseProjectionSchema, type CaseRow } from './rma-case.schema.js';

@Injectable()
export class MikroRmaCases extends RmaCases {
  override async find(faultNumber: string): Promise<RmaCase | undefined> {
    const row = await UnitOfWork.current().findOne(
      CaseProjectionSchema,
      { faultNumber },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    return row ? caseOf(row) : undefined;
  }

  override async load(faultNumber: string): Promise<RmaCase> {
    const found = await this.find(faultNumber);
    if (!found) throw new CaseNotFound(faultNumber);
    return found;
  }

  override async loadOrBegin(identity: CaseIdentity): Promise<RmaCase> {
    await UnitOfWork.preparedQuery(
      'case-projection-begin',
      'insert into case_projection (fault_number, serial, city) values ($1, $2, $3) on conflict do nothing',
      [identity.faultNumber, identity.serial, identity.city],
    );
    return (await this.find(identity.faultNumber)) ?? unknownCase(identity);
  }

  override async save(rmaCase: RmaCase): Promise<void> {
    const { faultNumber, model, reporterName, reportedOn, reportedAt, unitOwner, entitlement, resolution } = rmaCase;
    const { replacement, unitHeld, closedAt, isWithdrawn, reopenings } = rmaCase;
    const columns = {
      ...{ model, reporterName, reportedOn, reportedAt, unitOwner, unitHeld, closedAt, isWithdrawn, reopenings },
      ...entitlementColumns(entitlement),
      ...resolutionColumns(resolution),
      ...replacementColumns(replacement),
    };
    await UnitOfWork.current().nativeUpdate(CaseProjectionSchema, { faultNumber }, columns);
  }
}

function entitlementColumns(entitlement: RmaCase['entitlement']) {
  if (!entitlement) return {};
  const { entitlementId, kind, rule } = entitlement;
  return { entitlementId, entitlementKind: kind, entitlementRule: rule };
}

const notResolved = {
  resolution: null,
  resolvedAt: null,
  resolvedOn: null,
  resolvedEntitlementId: null,
  resolvedEntitlementKind: null,
  resolvedQuoteNumber: null,
};

function resolutionColumns(resolution: RmaCase['resolution']) {
  if (!resolution) return notResolved;
  return {
    resolution: resolution.outcome,
    resolvedAt: resolution.resolvedAt,
    resolvedOn: businessDateOf(resolution.resolvedAt),
    resolvedEntitlementId: resolution.entitlementId,
    resolvedEntitlementKind: resolution.entitlementKind,
    resolvedQuoteNumber: resolution.quoteNumber,
  };
}

function replacementColumns(replacement: RmaCase['replacement']) {
  if (!replacement) return { replacedAt: null, replacementModel: null, replacementPaidFor: false };
  const { madeAt, model, isPaidFor } = replacement;
  return { replacedAt: madeAt, replacementModel: model, replacementPaidFor: isPaidFor };
}

function caseOf(row: CaseRow): RmaCase {
  const { faultNumber, serial, city, model, reporterName, reportedOn, reportedAt, unitOwner } = row;
  const { unitHeld, closedAt, isWithdrawn, reopenings } = row;
  return {
    ...{ faultNumber, serial, city, model, reporterName, reportedOn, reportedAt, unitOwner },
    entitlement: entitlementOf(row),
    resolution: resolutionOf(row),
    replacement: replacementOf(row),
    ...{ unitHeld, closedAt, isWithdrawn, reopenings },
  };
}

function entitlementOf({ entitlementId, entitlementKind, entitlementRule }: CaseRow): RmaCase['entitlement'] {
  if (entitlementId === null || entitlementKind === null || entitlementRule === null) return null;
  return { entitlementId, kind: entitlementKind, rule: entitlementRule };
}

function replacementOf({ replacedAt, replacementModel, replacementPaidFor }: CaseRow): RmaCase['replacement'] {
  if (replacedAt === null || replacementModel === null) return null;
  return { madeAt: replacedAt, model: replacementModel, isPaidFor: replacementPaidFor };
}

function resolutionOf(row: CaseRow): RmaCase['resolution'] {
  if (row.resolution === null || row.resolvedAt === null) return null;
  return {
    outcome: row.resolution,
    resolvedAt: row.resolvedAt,
    entitlementId: row.resolvedEntitlementId,
    entitlementKind: row.resolvedEntitlementKind,
    quoteNumber: row.resolvedQuoteNumber,
  };
}
