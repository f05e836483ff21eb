import { faultReportedV1 } from '@rotables/contracts';
import { eventRowsOf, eventsAppended, outboxInsertion } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { timelineFactsOf } from '../../persistence/append-facts.js';
import { timelineInsertion } from '../../timeline/persistence/sql-timeline.js';
import type { CaseDecision, RmaCase } from '../rma-case.js';

/** A case that was loaded under lock, its entries of the timeline and its events, in one statement. What was reported never changes. */
export async function saveCase(decision: CaseDecision): Promise<RmaCase> {
  const { state, events } = decision;
  const { faultNumber: key, city, version } = state;
  const rmaCase = { ...state, version: version + events.length };
  const own = [...valuesOf(rmaCase), version];
  const told = outboxInsertion(eventRowsOf({ topic: faultReportedV1.topic, key, city }, decision), own.length + 1);
  const before = [...own, ...told.values];
  const noted = timelineInsertion(timelineFactsOf({ key, version }, events), 'saved', before.length + 1);
  const { rows } = await UnitOfWork.preparedQuery<{ saved: number }>(
    'rma-case-save',
    `with saved as (
       update rma_case set model = $2, cause = $3, state = $4, state_since = $5, triage = $6, site = $7, received_at = $8, inspection = $9,
         repair = $10, test = $11, unit_owner = $12, resolution = $13, resolved_at = $14, closed_at = $15, version = $16, reservation = $17
       where fault_number = $1 and version = $18
       returning fault_number, city, state_since
     ), told as (${told.sql}
     ), noted as (${noted.sql}
     )
     select count(*)::integer as saved from saved`,
    [...before, ...noted.values],
  );
  if (rows[0]?.saved !== 1) throw new Error(`Case ${key} changed though it was locked.`);
  eventsAppended();
  return rmaCase;
}

function valuesOf(rmaCase: RmaCase): unknown[] {
  return [
    rmaCase.faultNumber,
    rmaCase.model,
    rmaCase.cause,
    rmaCase.state,
    rmaCase.stateSince,
    jsonOf(rmaCase.triage),
    rmaCase.site,
    rmaCase.receivedAt,
    jsonOf(rmaCase.inspection),
    jsonOf(rmaCase.repair),
    jsonOf(rmaCase.test),
    rmaCase.unitOwner,
    rmaCase.resolution,
    rmaCase.resolvedAt,
    rmaCase.closedAt,
    rmaCase.version,
    jsonOf(rmaCase.reservation),
  ];
}

function jsonOf(note: object | null): string | null {
  return note === null ? null : JSON.stringify(note);
}
