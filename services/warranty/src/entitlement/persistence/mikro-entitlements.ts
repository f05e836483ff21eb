import { Injectable } from '@nestjs/common';
import { LockMode, type InferEntity } from '@mikro-orm/postgresql';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { Entitlements } from '../entitlement.repository.js';
import { entitlementTopic, type Entitlement, type EntitlementDecision, type FaultEntitlement } from '../entitlement.js';
import { EntitlementSchema, FaultEntitlementSchema } from './entitlement.schema.js';

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
