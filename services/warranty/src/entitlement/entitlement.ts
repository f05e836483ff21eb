import {
  entitlementDecidedV1,
  entitlementSupersededV1,
  type EntitlementDecided,
  type EntitlementKind,
  type EntitlementSuperseded,
  type FaultCause,
  type SupersessionReason,
} from '@rotables/contracts';
import { sameSerial, type BusinessDate, type CityCode, type Decision, type Serial } from '@rotables/domain-kernel';
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
  readonly because: SupersessionReason;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly facts: EntitlementFacts;
  readonly decidedAt: Date;
}

/**
 * Something became known that held on the day of the fault (W11): the new decision supersedes the latest, which stays as it is.
 * Undefined where it leads to the same: the same kind by the same rule, for the same cause, serial and city.
 */
export function supersede(earlier: FaultEntitlement, by: Supersession): EntitlementDecision | undefined {
  const latest = earlier.decisions.at(-1);
  if (!latest) return undefined;
  const { because, ...facts } = by;
  const entitlement = found({ ...facts, faultNumber: earlier.faultNumber }, latest.entitlementId);
  const isTheSame = comparedFields.every((field) => entitlement[field] === latest[field]);
  if (isTheSame && sameSerial(entitlement.serial, latest.serial)) return undefined;
  const { entitlementId: supersedes } = latest;
  const body = { ...bodyOf(entitlement), supersedes, cause: entitlement.cause, because };
  return {
    state: { ...earlier, city: by.city, decisions: [...earlier.decisions, entitlement] },
    events: [{ type: entitlementSupersededV1.type, body }],
  };
}

const comparedFields = ['kind', 'rule', 'cause', 'city'] as const satisfies readonly (keyof Entitlement)[];

/** From when the fault counts, as of which everything is decided: when it was reported, unless it was told too late. */
export function reportedAtOf({ decisions: [first] }: FaultEntitlement): Date | undefined {
  return first?.decidedAt;
}

function found({ facts, ...by }: DecideFacts, supersedes: string | null): Entitlement {
  return { ...by, ...decideEntitlement(facts), asOfOn: facts.faultOn, cause: facts.cause, facts, supersedes };
}

function bodyOf(entitlement: Entitlement): EntitlementDecided {
  const { entitlementId, faultNumber, serial, city, kind, rule, asOfOn, coveredUntil, reason } = entitlement;
  return { entitlementId, faultNumber, serial, city, kind, rule, asOfOn, coveredUntil, reason };
}
