import { Injectable } from '@nestjs/common';
import { LockMode, type InferEntity } from '@mikro-orm/postgresql';
import { serialKey } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { Entitlements } from '../entitlement.repository.js';
import { entitlementTopic, type Entitlement, type EntitlementDecision, type FaultEntitlement } from '../entitlement.js';
import { EntitlementSchema, FaultEntitlementSchema } from './entitlement.schema.js';

/** Marks the advisory locks as those of serials. */
const lockSpace = 11;

@Injectable()
export class MikroEntitlements extends Entitlements {
  async find(faultNumber: string): Promise<FaultEntitlement | undefined> {
    const em = UnitOfWork.current();
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const row = await em.findOne(FaultEntitlementSchema, { faultNumber }, { lockMode, refresh: true });
    if (!row) return undefined;
    const decisions = await em.find(EntitlementSchema, { faultNumber });
    return { faultNumber, city: row.city, version: row.version, decisions: inOrder(decisions.map(stateOf)) };
  }

  async faultsOf(serials: readonly string[]): Promise<readonly string[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ fault_number: string }>(
      'entitlement-faults-of-serials',
      `select distinct fault_number from entitlement where serial_key = any ($1::text[]) order by fault_number`,
      [serials.map(serialKey)],
    );
    return rows.map(({ fault_number: faultNumber }) => faultNumber);
  }

  async holdSerials(serials: readonly string[]): Promise<void> {
    // In one order, and not one lock per serial: a file has a thousand of them in a transaction.
    await UnitOfWork.preparedQuery(
      'entitlement-hold-serials',
      `select pg_advisory_xact_lock(${lockSpace}, bucket)
       from (select distinct hashtext(serial_key) & 255 as bucket from unnest($1::text[]) as held (serial_key) order by bucket) held`,
      [serials.map(serialKey)],
    );
  }

  async save({ state, events }: EntitlementDecision): Promise<void> {
    const em = UnitOfWork.current();
    const { faultNumber, city } = state;
    const version = await appendEvents(
      { topic: entitlementTopic, key: faultNumber, city, version: state.version },
      events,
    );
    await em.upsert(FaultEntitlementSchema, { faultNumber, city, version });
    for (const decision of state.decisions.slice(state.version)) em.persist(em.create(EntitlementSchema, decision));
    await em.flush();
  }
}

/** The mapper leaves absent what is null in the database; the domain says null. */
export function stateOf(row: InferEntity<typeof EntitlementSchema>): Entitlement {
  return { ...row, coveredUntil: row.coveredUntil ?? null, supersedes: row.supersedes ?? null };
}

/** From the first decision along what each supersedes. */
function inOrder(decisions: readonly Entitlement[]): Entitlement[] {
  const bySuperseded = new Map(decisions.map((decision) => [decision.supersedes, decision]));
  const ordered: Entitlement[] = [];
  for (let next = bySuperseded.get(null); next; next = bySuperseded.get(next.entitlementId)) ordered.push(next);
  return ordered;
}
