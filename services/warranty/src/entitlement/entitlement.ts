import {
  entitlementDecidedV1,
  entitlementSupersededV1,
  type EntitlementDecided,
  type EntitlementKind,
  type EntitlementSuperseded,
  type FaultCause,
} from '@rotables/contracts';
import type { BusinessDate, CityCode, Decision, Serial } from '@rotables/domain-kernel';
import { decideEntitlement, type EntitlementFacts } from './decide-entitlement.js';

/** A decision, with the rule, the dates and the facts that led to it; never edited (W11). */
export interface Entitlement {
  readonly entitlementId: string;
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly kind: EntitlementKind;
  readonly rule: string;
  readonly asOfOn: BusinessDate;
  readonly cause: FaultCause;
  readonly coveredUntil: BusinessDate | null;
  readonly reason: string;
  readonly facts: EntitlementFacts;
  readonly supersedes: string | null;
  readonly decidedAt: Date;
}

/** Everything decided for one fault, the latest last. */
export interface FaultEntitlement {
  readonly faultNumber: string;
  readonly city: CityCode;
  readonly decisions: readonly Entitlement[];
  readonly version: number;
}

export type EntitlementEvent =
  | { readonly type: typeof entitlementDecidedV1.type; readonly body: EntitlementDecided }
  | { readonly type: typeof entitlementSupersededV1.type; readonly body: EntitlementSuperseded };

export type EntitlementDecision = Decision<FaultEntitlement, EntitlementEvent>;

export const entitlementTopic = entitlementDecidedV1.topic;

export interface DecideFacts {
  readonly entitlementId: string;
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly facts: EntitlementFacts;
  readonly decidedAt: Date;
}

/** Decides what the customer is entitled to for a fault (W11); undefined when it was decided before. */
export function decide(earlier: FaultEntitlement | undefined, by: DecideFacts): EntitlementDecision | undefined {
  if (earlier) return undefined;
  const entitlement = found(by, null);
  const state = { faultNumber: by.faultNumber, city: by.city, decisions: [entitlement], version: 0 };
  return { state, events: [{ type: entitlementDecidedV1.type, body: bodyOf(entitlement) }] };
}

export interface Supersession {
  readonly entitlementId: string;
  readonly cause: FaultCause;
  readonly decidedAt: Date;
}

/**
 * Inspection found another cause (W11, R6): the facts are the same but for the cause, and the new decision supersedes the latest.
 * Undefined where the cause is the one that was decided on.
 */
export function supersede(earlier: FaultEntitlement, by: Supersession): EntitlementDecision | undefined {
  const latest = earlier.decisions.at(-1);
  if (!latest || latest.cause === by.cause) return undefined;
  const { faultNumber, serial, city, facts } = latest;
  const entitlement = found(
    { ...by, faultNumber, serial, city, facts: { ...facts, cause: by.cause } },
    latest.entitlementId,
  );
  const body = { ...bodyOf(entitlement), supersedes: latest.entitlementId, cause: by.cause };
  return {
    state: { ...earlier, decisions: [...earlier.decisions, entitlement] },
    events: [{ type: entitlementSupersededV1.type, body }],
  };
}

function found({ facts, ...by }: DecideFacts, supersedes: string | null): Entitlement {
  return { ...by, ...decideEntitlement(facts), asOfOn: facts.faultOn, cause: facts.cause, facts, supersedes };
}

function bodyOf(entitlement: Entitlement): EntitlementDecided {
  const { entitlementId, faultNumber, serial, city, kind, rule, asOfOn, coveredUntil, reason } = entitlement;
  return { entitlementId, faultNumber, serial, city, kind, rule, asOfOn, coveredUntil, reason };
}
