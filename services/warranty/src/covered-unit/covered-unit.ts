import {
  coverageEndedV1,
  coverageExtendedV1,
  coverageInheritedV1,
  coverageRenewedV1,
  serviceFeeRecordedV1,
  unitRegisteredV1,
  type CoverageEnded,
  type CoverageExtended,
  type CoverageInherited,
  type CoverageRenewed,
  type ServiceFeeRecorded,
  type UnitRegistered,
} from '@rotables/contracts';
import {
  addDays,
  addMonths,
  businessDateOf,
  daysBetween,
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
import { endOfCoverage } from '../entitlement/decide-entitlement.js';
import { termMonths, type WarrantyPlan } from '../warranty-plan/warranty-plan.js';
import { CoverageIsOver, UnitHasCoverageAlready } from './covered-unit.errors.js';

/** A unit is covered from its registration until its coverage is taken over, refunded or scrapped; a lapse of the term is no end (W9). */
export const coverageLifecycle = lifecycle(
  { covered: { end: 'ended' }, ended: { endEarlierByReplacement: 'ended' } },
  'coverage',
);

export const termSources = ['contract', 'extension', 'inherited', 'renewal'] as const;
export type TermSource = (typeof termSources)[number];

/** One stretch of coverage, from its first day up to, not including, `untilOn`. Appended, never edited. */
export interface CoverageTerm {
  readonly fromOn: BusinessDate;
  readonly untilOn: BusinessDate;
  readonly source: TermSource;
  /** The document that gave it: contract, fault number or renewal number. */
  readonly document: string;
}

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
  /** Null: the plan asks for no service fee, or it is taken as paid. */
  readonly serviceFeePaidUntilOn: BusinessDate | null;
  /** The unit whose coverage this one took over (W8). */
  readonly inheritedFrom: Serial | null;
  readonly inheritedByFault: string | null;
  readonly state: StateIn<typeof coverageLifecycle>;
  readonly endedAt: Date | null;
  /** Null while it is covered. */
  readonly endReason: CoverageEnded['reason'] | null;
  readonly terms: readonly CoverageTerm[];
  readonly version: number;
}

export type UnitRegistration = Omit<
  CoveredUnit,
  'coverage' | 'inheritedFrom' | 'inheritedByFault' | 'state' | 'endedAt' | 'endReason' | 'terms' | 'version'
>;

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

/** Registers a unit (W1): coverage starts on the day of acceptance and lasts for the contract's or the vendor's term (W2). */
export function register(registration: UnitRegistration, plan: WarrantyPlan): UnitDecision {
  if (registration.installedOn < registration.acceptanceOn) {
    const expectation = `on or after the acceptance date ${registration.acceptanceOn}`;
    throw new InvalidInput('installedOn', registration.installedOn, expectation);
  }
  const untilOn = addMonths(registration.acceptanceOn, termMonths(plan));
  const term: CoverageTerm = {
    fromOn: registration.acceptanceOn,
    untilOn,
    source: 'contract',
    document: registration.contractNumber,
  };
  const { serviceFeePaidUntilOn: _fee, ...facts } = registration;
  return {
    state: {
      ...registration,
      coverage: 1,
      inheritedFrom: null,
      inheritedByFault: null,
      state: 'covered',
      endedAt: null,
      endReason: null,
      terms: [term],
      version: 0,
    },
    events: [{ type: unitRegisteredV1.type, body: { ...facts, coveredUntil: untilOn } }],
  };
}

export interface Downtime {
  readonly faultNumber: string;
  readonly reportedOn: BusinessDate;
  /** From the fault report to the tested return. */
  readonly days: number;
}

/**
 * Adds the downtime of a repaired fault to the coverage (W7), once per fault. Undefined where there is nothing to add: back on
 * the same day, or a fault outside of every term, which an extension must not bring back to life. Coverage that was ended since,
 * by a replacement, a refund or a scrapping that was heard of first, is extended too: it was covered on the day of the fault, and
 * what takes it over ({@link inherit}, {@link extendHeir}) goes by its terms.
 */
export function extend(unit: CoveredUnit, { faultNumber, reportedOn, days }: Downtime): UnitDecision | undefined {
  const already = unit.terms.some(({ source, document }) => source === 'extension' && document === faultNumber);
  const inTerm = unit.terms.some(({ fromOn, untilOn }) => fromOn <= reportedOn && reportedOn < untilOn);
  const end = endOfCoverage(unit);
  if (days <= 0 || already || !inTerm || end === null) return undefined;
  return extendedBy(unit, faultNumber, days, end);
}

/**
 * Passes on to the heir what an extension of the replaced unit left for the days after the replacement, where the extension was
 * heard of after it (W7, W8): the heir ends up with what it would have inherited. Undefined where nothing is left for it.
 */
export function extendHeir(heir: CoveredUnit, { state: replaced }: UnitDecision): UnitDecision | undefined {
  const extension = replaced.terms.at(-1);
  if (extension?.source !== 'extension') return undefined;
  const { document, fromOn, untilOn } = extension;
  const days = daysBetween(laterOf(fromOn, heir.installedOn), untilOn);
  return days > 0 ? extendedBy(heir, document, days, endOfCoverage(heir) ?? heir.installedOn) : undefined;
}

function extendedBy(unit: CoveredUnit, faultNumber: string, days: number, fromOn: BusinessDate): UnitDecision {
  const term: CoverageTerm = { fromOn, untilOn: addDays(fromOn, days), source: 'extension', document: faultNumber };
  const body = { serial: unit.serial, city: unit.city, faultNumber, days, coveredUntil: term.untilOn };
  return { state: { ...unit, terms: [...unit.terms, term] }, events: [{ type: coverageExtendedV1.type, body }] };
}

/** Appends a term (W9): from the end of the last one, or from the day of renewal when that has passed; the lapse stays a gap. */
export function renew(
  unit: CoveredUnit,
  { renewalNumber, months, renewedOn }: { renewalNumber: string; months: number; renewedOn: BusinessDate },
): UnitDecision {
  ensureCovered(unit, 'renewed');
  const end = endOfCoverage(unit);
  const fromOn = end === null ? renewedOn : laterOf(end, renewedOn);
  const term: CoverageTerm = { fromOn, untilOn: addMonths(fromOn, months), source: 'renewal', document: renewalNumber };
  const { serial, model, city, customerName } = unit;
  const body = { serial, model, city, renewalNumber, months, fromOn, untilOn: term.untilOn, customerName, renewedOn };
  return { state: { ...unit, terms: [...unit.terms, term] }, events: [{ type: coverageRenewedV1.type, body }] };
}

/** Records until when the service fee is paid (W2, W4). */
export function recordServiceFee(unit: CoveredUnit, paidUntilOn: BusinessDate): UnitDecision {
  ensureCovered(unit, 'given a service fee');
  const body = { serial: unit.serial, city: unit.city, paidUntilOn };
  return {
    state: { ...unit, serviceFeePaidUntilOn: paidUntilOn },
    events: [{ type: serviceFeeRecordedV1.type, body }],
  };
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

/** What a formal replacement changes in the installed base (W14): the models change places, and a scrapping counted too early is taken back. */
export function baseChangesOf(
  { city, model, state, endedAt }: CoveredUnit,
  { replacementModel, inheritedOn, faultNumber: document }: Inheritance,
): readonly CityChange[] {
  const back: readonly CityChange[] =
    state === 'ended' && endedAt !== null
      ? [{ city, model, changedOn: businessDateOf(endedAt), delta: 1, document }]
      : [];
  if (model === replacementModel) return back;
  return [
    ...back,
    { city, model, changedOn: inheritedOn, delta: -1, document },
    { city, model: replacementModel, changedOn: inheritedOn, delta: 1, document },
  ];
}

export interface Inheritance {
  readonly replacement: Serial;
  readonly replacementModel: string;
  readonly faultNumber: string;
  readonly inheritedAt: Date;
  readonly inheritedOn: BusinessDate;
}

/**
 * A formal replacement takes over what is left of the coverage, extension included, at the instant at which the replaced unit's ends (W8).
 * The term never restarts: every term is cut at the day of the replacement, none is lengthened. `earlier` is the replacement's
 * own row when it was covered before; it must be over. Throws {@link UnitHasCoverageAlready}.
 */
export function inherit(replaced: CoveredUnit, earlier: CoveredUnit | undefined, by: Inheritance): UnitDecision {
  if (earlier?.state === 'covered') throw new UnitHasCoverageAlready(earlier.serial);
  const terms = replaced.terms
    .filter(({ untilOn }) => untilOn > by.inheritedOn)
    .map(({ fromOn, untilOn }): CoverageTerm => ({
      fromOn: laterOf(fromOn, by.inheritedOn),
      untilOn,
      source: 'inherited',
      document: by.faultNumber,
    }));
  const { customerName, customerPhone, plate, contractNumber, city, plan } = replaced;
  const unit: CoveredUnit = {
    ...replaced,
    serial: by.replacement,
    coverage: (earlier?.coverage ?? 0) + 1,
    model: by.replacementModel,
    installedOn: by.inheritedOn,
    inheritedFrom: replaced.serial,
    inheritedByFault: by.faultNumber,
    state: 'covered',
    endedAt: null,
    endReason: null,
    terms,
    version: earlier?.version ?? 0,
  };
  const body: CoverageInherited = {
    serial: by.replacement,
    model: by.replacementModel,
    city,
    plan,
    inheritedFrom: replaced.serial,
    faultNumber: by.faultNumber,
    customerName,
    customerPhone,
    plate,
    contractNumber,
    coveredUntil: endOfCoverage(replaced) ?? by.inheritedOn,
    inheritedAt: by.inheritedAt.toISOString(),
  };
  return { state: unit, events: [{ type: coverageInheritedV1.type, body }] };
}

function ensureCovered(unit: CoveredUnit, what: string): void {
  if (unit.state !== 'covered') throw new CoverageIsOver(unit.serial, what);
}
