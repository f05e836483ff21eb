import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId, CityCode, Fen, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { AppraisalDepartment } from '../scrap-policy.js';
import type { AppraisalOpinion, ScrapHoldState, ScrapReason, ScrapRecord } from '../scrap-record.js';

/** One record per serial that is neither rejected nor withdrawn is a partial unique index. */
export const ScrapRecordSchema = defineEntity({
  name: 'ScrapRecord',
  tableName: 'scrap_record',
  ...citySecurity('scrap_record'),
  properties: {
    scrapNumber: p.text().primary(),
    serial: p.text().$type<Serial>(),
    model: p.text().strictNullable(),
    city: p.text().$type<CityCode>(),
    faultNumber: p.text().strictNullable(),
    reason: p.text().$type<ScrapReason>(),
    valueFen: p.bigint('number').$type<Fen>(),
    proposedBy: p.text().$type<ActorId>(),
    proposedAt: p.datetime(),
    state: p.text().$type<ScrapRecord['state']>(),
    approvedBy: p.text().$type<ActorId>().strictNullable(),
    approvedAt: p.datetime().strictNullable(),
    hold: p.text().$type<ScrapHoldState>().strictNullable(),
    holdRefusedPlace: p.text().strictNullable(),
    rejectedBy: p.text().$type<ActorId>().strictNullable(),
    rejectedAt: p.datetime().strictNullable(),
    rejectionReason: p.text().strictNullable(),
    withdrawnBy: p.text().$type<ActorId>().strictNullable(),
    withdrawnAt: p.datetime().strictNullable(),
    withdrawalReason: p.text().strictNullable(),
    method: p.text().strictNullable(),
    evidence: p.text().strictNullable(),
    executedBy: p.text().$type<ActorId>().strictNullable(),
    executedAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
});

/** Signatures, append-only; one per person and record is the primary key. */
export const ScrapAppraisalSchema = defineEntity({
  name: 'ScrapAppraisal',
  tableName: 'scrap_appraisal',
  ...citySecurity('scrap_appraisal'),
  properties: {
    scrapNumber: p.text().primary(),
    appraiser: p.text().$type<ActorId>().primary(),
    city: p.text().$type<CityCode>(),
    department: p.text().$type<AppraisalDepartment>(),
    lead: p.boolean(),
    opinion: p.text().$type<AppraisalOpinion>(),
    note: p.text(),
    appraisedAt: p.datetime(),
  },
});
