import {
  coverageEndedV1,
  coverageExtendedV1,
  coverageInheritedV1,
  type coverageRenewedV1,
  type serviceFeeRecordedV1,
  unitRegisteredV1,
  type CoverageEnded,
  type CoverageExtended,
  type CoverageInherited,
  type CoverageRenewed,
  type ServiceFeeRecorded,
  type UnitRegistered,
} from '@rotables/contracts';
import {
  businessDateOf,
  daysBetween,
  earlierOf,
  instantOf,
  InvalidInput,
  laterOf,
  lifecycle,
  type BusinessDate,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import type { CityChange } from '../installed-base/installed-base.repository.js';
import { termMonths, type WarrantyPlan } from '../warranty-plan/warranty-plan.js';
import {
  covers,
  cutAt,
  lastTerm,
  termFollowing,
  termOfDays,
  termOfMonths,
  type CoverageTerm,
} from './coverage-term.js';
import { UnitHasCoverageAlready } from './covered-unit.errors.js';
import { downtimeDays, type Downtime } from './downtime.js';

/** A unit is covered from its registration until its coverage is taken over, refunded or scrapped; a lapse of the term is no end (W9). */
export const coverageLifecycle = lifecycle(
  { covered: { end: 'ended' }, ended: { endEarlierByReplacement: 'ended' } },
  'coverage',
);

/** What one serial-numbered unit at a customer is covered by (W1). */
export interface CoveredUnit {
  readonly serial: Serial;
  /** 1 for the first customer, 2 for the next after the unit was refurbished and lent again… */
  readonly coverage: number;
  readonly model: string;
  readonly city: CityCode;
  readonly plan: string;
  readonly customerName: string;
  readonly customerPhone: string;
  readonly plate: string | null;
  readonly contractNumber: string;
  readonly acceptanceOn: BusinessDate;
  readonly installedOn: BusinessDate;
  /** The earlier of both unless it was stated (W1); refund and replacement count from it (W3, W4). */
  readonly firstUseOn: BusinessDate;
  /** From when on this coverage is the serial's: the first day, or the instant of the replacement by which it was taken over (W8). */
  readonly begunAt: Date;
  /** The last day for which the service fee was paid (W4); null: none was. */
  readonly serviceFeePaidUntilOn: BusinessDate | null;
  /** The unit whose coverage this one took over (W8). */
  readonly inheritedFrom: Serial | null;
  readonly inheritedByFault: string | null;
  readonly state: StateIn<typeof coverageLifecycle>;
  readonly endedAt: Date | null;
  /** Null while it is covered. */
  readonly endReason: CoverageEnded['reason'] | null;
  readonly terms: readonly CoverageTerm[];
  /** Every time the customer was without it (W7). */
  readonly downtimes: readonly Downtime[];
  readonly version: number;
}

/** What is told of a unit when it is registered (W1). */
export interface UnitRegistration extends Pick<
  CoveredUnit,
  | 'serial'
  | 'model'
  | 'city'
  | 'plan'
  | 'customerName'
  | 'customerPhone'
  | 'plate'
  | 'contractNumber'
  | 'acceptanceOn'
  | 'installedOn'
> {
  /** Null: the earlier of acceptance and installation. */
  readonly firstUseOn: BusinessDate | null;
}

export type CoveredUnitEvent =
  | { readonly type: typeof unitRegisteredV1.type; readonly body: UnitRegistered }
  | { readonly type: typeof coverageExtendedV1.type; readonly body: CoverageExtended }
  | { readonly type: typeof coverageRenewedV1.type; readonly body: CoverageRenewed }
  | { readonly type: typeof coverageEndedV1.type; readonly body: CoverageEnded }
  | { readonly type: typeof coverageInheritedV1.type; readonly body: CoverageInherited }
  | { readonly type: typeof serviceFeeRecordedV1.type; readonly body: ServiceFeeRecorded };

export type UnitDecision = Decision<CoveredUnit, CoveredUnitEvent>;

/** The topic of a unit's coverage events. */
export const coveredUnitTopic = unitRegisteredV1.topic;

/**
 * Registers a unit (W1): coverage starts on the day of acceptance and lasts for the contract's or the vendor's term (W2); where it was
 * installed before, the trial run is served free too. A plan that lives by its fee covers nothing until one is paid (W4). `ended` is an
 * earlier coverage of the serial, which must be over: a unit that was refunded or replaced can be sold again (W15).
 * Throws {@link UnitHasCoverageAlready} and InvalidInput.
 */
export function register(registration: UnitRegistration, plan: WarrantyPlan, ended?: CoveredUnit): UnitDecision {
  const { acceptanceOn, installedOn, contractNumber: document } = registration;
  const firstUseOn = firstUseOf(registration);
  const beginsOn = earlierOf(acceptanceOn, installedOn);
  ensureOver(ended, beginsOn);
  const months = termMonths(plan);
  const terms = [
    ...(installedOn < acceptanceOn ? [termOfDays(installedOn, acceptanceOn, { source: 'trial', document })] : []),
    ...(months > 0 ? [termOfMonths(acceptanceOn, months, { source: 'contract', document })] : []),
  ];
  const facts = { ...registration, firstUseOn };
  return {
    state: {
      ...facts,
      begunAt: laterInstant(instantOf(beginsOn), ended?.endedAt ?? null),
      serviceFeePaidUntilOn: null,
      coverage: (ended?.coverage ?? 0) + 1,
      inheritedFrom: null,
      inheritedByFault: null,
      state: 'covered',
      endedAt: null,
      endReason: null,
      terms,
      downtimes: [],
      version: ended?.version ?? 0,
    },
    events: [
      {
        type: unitRegisteredV1.type,
        body: { ...facts, planKind: plan.kind, coveredUntil: lastTerm(terms)?.untilOn ?? acceptanceOn },
      },
    ],
  };
}

/** Throws InvalidInput for a day on which it cannot have been used first. */
function firstUseOf({ acceptanceOn, installedOn, firstUseOn }: UnitRegistration): BusinessDate {
  const [earliest, latest] = [earlierOf(acceptanceOn, installedOn), laterOf(acceptanceOn, installedOn)];
  if (firstUseOn === null) return earliest;
  if (earliest <= firstUseOn && firstUseOn <= latest) return firstUseOn;
  throw new InvalidInput(
    'firstUseOn',
    firstUseOn,
    `between installation and acceptance, from ${earliest} to ${latest}`,
  );
}

function ensureOver(earlier: CoveredUnit | undefined, beginsOn: BusinessDate): void {
  if (!earlier) return;
  if (earlier.state === 'covered' || earlier.endedAt === null) throw new UnitHasCoverageAlready(earlier.serial);
  const endedOn = businessDateOf(earlier.endedAt);
  if (beginsOn >= endedOn) return;
  throw new InvalidInput(
    'acceptanceOn',
    beginsOn,
    `on or after ${endedOn}, the day on which the earlier coverage of ${earlier.serial} ended; nor may the installation be before it`,
  );
}

function laterInstant(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}

/**
 * Adds the downtime of a fault to the coverage (W7): every hour once however cases overlap, in begun 24 hours. Undefined where there is
 * nothing to add: heard of before, or a fault outside of every term, which an extension must not bring back to life. Coverage that was
 * ended since, by a replacement, a refund or a scrapping that was heard of first, is extended too: it was covered on the day of the fault,
 * and what takes it over ({@link inherit}, {@link extendHeir}) goes by its terms.
 */
export function extend(unit: CoveredUnit, downtime: Downtime): UnitDecision | undefined {
  const isKnown = unit.downtimes.some(
    ({ faultNumber, until }) => faultNumber === downtime.faultNumber && until >= downtime.until,
  );
  const last = lastTerm(unit.terms);
  if (isKnown || !last || !unit.terms.some((term) => covers(term, downtime.from))) return undefined;
  const downtimes = [...unit.downtimes, downtime];
  const days = downtimeDays(downtimes) - grantedDays(unit.terms, downtimes);
  // An hour that another case counted already adds nothing, but is kept: the next case may overlap with it.
  if (days <= 0) return { state: { ...unit, downtimes }, events: [] };
  return extendedBy({ ...unit, downtimes }, downtime.faultNumber, days, last);
}

/** What was added for these faults so far; what an heir got from the replaced unit bears other faults. */
function grantedDays(terms: readonly CoverageTerm[], downtimes: readonly Downtime[]): number {
  const faults = new Set(downtimes.map(({ faultNumber }) => faultNumber));
  return terms
    .filter(({ source, document }) => source === 'extension' && faults.has(document))
    .reduce((days, { fromOn, untilOn }) => days + daysBetween(fromOn, untilOn), 0);
}

/**
 * Passes on to the heir what an extension of the replaced unit left for the days after the replacement, where the extension was
 * heard of after it (W7, W8): the heir ends up with what it would have inherited. Undefined where nothing is left for it.
 */
export function extendHeir(heir: CoveredUnit, { state: replaced, events }: UnitDecision): UnitDecision | undefined {
  const extension = replaced.terms.at(-1);
  if (events.length === 0 || extension?.source !== 'extension') return undefined;
  const { document, fromOn, untilOn } = extension;
  const days = daysBetween(laterOf(fromOn, heir.installedOn), untilOn);
  if (days <= 0) return undefined;
  const none = termOfDays(heir.installedOn, heir.installedOn, { source: 'inherited', document });
  return extendedBy(heir, document, days, lastTerm(heir.terms) ?? none);
}

function extendedBy(unit: CoveredUnit, faultNumber: string, days: number, last: CoverageTerm): UnitDecision {
  const term = termFollowing(last, { days }, { source: 'extension', document: faultNumber });
  const body = { serial: unit.serial, city: unit.city, faultNumber, days, coveredUntil: term.untilOn };
  return { state: { ...unit, terms: [...unit.terms, term] }, events: [{ type: coverageExtendedV1.type, body }] };
}

export interface EndFacts {
  readonly reason: CoverageEnded['reason'];
  readonly replacedBy: Serial | null;
  readonly faultNumber: string | null;
  readonly endedAt: Date;
}

/** Ends the coverage before its term: refunded (R8) or scrapped (R9); a replacement ends it by {@link endByReplacement}. */
export function end(unit: CoveredUnit, facts: EndFacts): UnitDecision {
  return endedBy(unit, coverageLifecycle.after(unit.state, 'end'), facts);
}

/**
 * Whether a formal replacement made at that instant takes this coverage over: it holds, or it was only ended by the scrapping that
 * followed. Replacement and scrapping are told by two services, whose events arrive in any order.
 */
export function isTakenOver(unit: CoveredUnit, madeAt: Date): boolean {
  if (madeAt < unit.begunAt) return false;
  if (unit.state === 'covered') return true;
  return unit.endReason === 'scrapped' && unit.endedAt !== null && madeAt <= unit.endedAt;
}

/** Ends the coverage at the instant of a formal replacement (W8), also where the later scrapping was heard of before it. */
export function endByReplacement(
  unit: CoveredUnit,
  { replacement, faultNumber, inheritedAt }: Inheritance,
): UnitDecision {
  const state = coverageLifecycle.after(unit.state, unit.state === 'covered' ? 'end' : 'endEarlierByReplacement');
  return endedBy(unit, state, { reason: 'replaced', replacedBy: replacement, faultNumber, endedAt: inheritedAt });
}

function endedBy(unit: CoveredUnit, state: CoveredUnit['state'], facts: EndFacts): UnitDecision {
  const { serial, model, city } = unit;
  const { reason: endReason, endedAt } = facts;
  const body = { serial, model, city, ...facts, endedAt: endedAt.toISOString() };
  return { state: { ...unit, state, endedAt, endReason }, events: [{ type: coverageEndedV1.type, body }] };
}

/** What a formal replacement changes in the installed base (W14): the one leaves, the other comes where it is, and a scrapping counted too early is taken back. */
export function baseChangesOf(
  { city, model, state, endedAt }: CoveredUnit,
  { city: heirsCity, replacementModel, inheritedOn, faultNumber: document }: Inheritance,
): readonly CityChange[] {
  const back: readonly CityChange[] =
    state === 'ended' && endedAt !== null
      ? [{ city, model, changedOn: businessDateOf(endedAt), delta: 1, document }]
      : [];
  if (model === replacementModel && city === heirsCity) return back;
  return [
    ...back,
    { city, model, changedOn: inheritedOn, delta: -1, document },
    { city: heirsCity, model: replacementModel, changedOn: inheritedOn, delta: 1, document },
  ];
}

export interface Inheritance {
  readonly replacement: Serial;
  /** Of the plan that is taken over. */
  readonly planKind: WarrantyPlan['kind'];
  readonly replacementModel: string;
  /** Where the replacement is, which is where its case is (W8). */
  readonly city: CityCode;
  readonly faultNumber: string;
  readonly inheritedAt: Date;
  readonly inheritedOn: BusinessDate;
}

/**
 * A formal replacement takes over what is left of the coverage, extension included, at the instant at which the replaced unit's ends (W8).
 * The term never restarts: every term is cut at the day of the replacement, none is lengthened, so that no chain of them is. `earlier` is the replacement's
 * own row when it was covered before; it must be over. Throws {@link UnitHasCoverageAlready}.
 */
export function inherit(replaced: CoveredUnit, earlier: CoveredUnit | undefined, by: Inheritance): UnitDecision {
  if (earlier?.state === 'covered') throw new UnitHasCoverageAlready(earlier.serial);
  const terms = cutAt(replaced.terms, by.inheritedOn, by.faultNumber);
  const { customerName, customerPhone, plate, contractNumber, plan, serviceFeePaidUntilOn } = replaced;
  const unit: CoveredUnit = {
    ...replaced,
    serial: by.replacement,
    coverage: (earlier?.coverage ?? 0) + 1,
    model: by.replacementModel,
    city: by.city,
    installedOn: by.inheritedOn,
    begunAt: by.inheritedAt,
    inheritedFrom: replaced.serial,
    inheritedByFault: by.faultNumber,
    state: 'covered',
    endedAt: null,
    endReason: null,
    terms,
    downtimes: [],
    version: earlier?.version ?? 0,
  };
  const body: CoverageInherited = {
    serial: by.replacement,
    model: by.replacementModel,
    city: by.city,
    plan,
    planKind: by.planKind,
    serviceFeePaidUntilOn,
    inheritedFrom: replaced.serial,
    faultNumber: by.faultNumber,
    customerName,
    customerPhone,
    plate,
    contractNumber,
    coveredUntil: lastTerm(terms)?.untilOn ?? by.inheritedOn,
    inheritedAt: by.inheritedAt.toISOString(),
  };
  return { state: unit, events: [{ type: coverageInheritedV1.type, body }] };
}
