import { spareUnitLoanedV1, type OutcomeRefusal, type ReplacementGround } from '@rotables/contracts';
import { addDays, addWorkingDays, businessDateOf, countedFrom, lifecycle, sameSerial } from '@rotables/domain-kernel';
import type {
  ActorId,
  BusinessDate,
  CityCode,
  Decision,
  HolidayCalendar,
  Serial,
  StateIn,
} from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { DueBackBeforeLoan, DueBackHasPassed, DueBackTooLate, SerialIsTheDefectiveUnit } from './loan.errors.js';

/** What may happen to the spare unit that is lent (S7). */
export const loanLifecycle = lifecycle(
  {
    out: { takeBack: 'returned', keep: 'formal-replacement', reportLost: 'lost' },
    returned: {},
    'formal-replacement': {},
    lost: {},
  },
  'loan',
);
export type LoanState = StateIn<typeof loanLifecycle>;

/** What may happen to the defective unit that an advance replacement waits for (S8). */
export const defectiveUnitLifecycle = lifecycle(
  {
    'not-awaited': {},
    awaited: { recover: 'recovered', chargeOverdue: 'charged', waive: 'not-awaited' },
    charged: { recover: 'recovered-after-charge', waive: 'not-awaited' },
    recovered: {},
    'recovered-after-charge': {},
  },
  'defective unit of the advance replacement',
);
export type DefectiveUnitState = StateIn<typeof defectiveUnitLifecycle>;

/**
 * One person proposes that the spare stays for good, the case gives itself to it, and another person confirms: ownership moves (S7, O3).
 * Meanwhile the loan is out as before; a case whose customer is served otherwise refuses, and the proposal is over.
 */
export const keepLifecycle = lifecycle(
  {
    'not-proposed': { propose: 'proposed' },
    proposed: { confirm: 'confirmed', decline: 'not-proposed', refuse: 'not-proposed' },
    confirmed: {},
  },
  'proposal to keep the spare',
);
export type KeepState = StateIn<typeof keepLifecycle>;

/** What the case says to the proposal: it is kept for it, or why it is not. */
export type KeepAnswer = 'reserved' | OutcomeRefusal;

/** One person says that the customer lost it, another confirms: he is made to pay (S7). Meanwhile the loan is out, and its custodian answers (S4). */
export const lossLifecycle = lifecycle(
  {
    'not-reported': { report: 'loss-reported' },
    'loss-reported': { confirm: 'confirmed', decline: 'not-reported' },
    confirmed: {},
  },
  'report that the customer lost the spare',
);
export type LossState = StateIn<typeof lossLifecycle>;

/** `damaged`: it came back broken, and the customer broke it. */
export const returnConditions = ['good', 'defective', 'damaged'] as const;
export type ReturnCondition = (typeof returnConditions)[number];

export const loanKinds = ['loan', 'advance-replacement'] as const;
export type LoanKind = (typeof loanKinds)[number];

export interface Loan {
  readonly loanNumber: string;
  readonly faultNumber: string;
  readonly city: CityCode;
  readonly site: string;
  readonly serial: Serial;
  readonly model: string;
  /** The model that was asked for; another than `model` when a substitute went (W12). */
  readonly requestedModel: string;
  readonly loanKind: LoanKind;
  readonly defectiveSerial: Serial;
  readonly substitute: boolean;
  readonly dueBackOn: BusinessDate;
  readonly loanedBy: string;
  readonly loanedAt: Date;
  readonly state: LoanState;
  readonly defectiveState: DefectiveUnitState;
  readonly endedAt: Date | null;
  readonly keepState: KeepState;
  readonly keepProposedBy: string | null;
  readonly keepProposedAt: Date | null;
  /** The sequence of the event that proposed it last, by which its answer is known; null where none did. */
  readonly keepProposal: number | null;
  /** Null while the case has not answered; after a refusal the reason, until it is proposed again. */
  readonly keepAnswer: KeepAnswer | null;
  /** Why the spare stays; null until it does. */
  readonly keepGround: ReplacementGround | null;
  readonly lossState: LossState;
  readonly lossReportedBy: string | null;
  /** When the customer lost it, as its reporter says. */
  readonly lossReportedAt: Date | null;
  readonly returnCondition: ReturnCondition | null;
  /** What the test of the spare that came back found (R7). */
  readonly measured: string | null;
  readonly version: number;
}

/** How long a customer may keep what was lent, by kind; configurable. */
export interface LoanTerms {
  readonly loanDays: number;
  /** The furthest due date that may be stated for a loan; an advance replacement has its working days and no more (S8). */
  readonly longestLoanDays: number;
  readonly advanceReplacementWorkingDays: number;
  /** A loan that is entered later than this counts from so long before it was entered. */
  readonly toleratedDaysLate: number;
  readonly calendar: HolidayCalendar;
}

export interface LendFacts {
  readonly loanNumber: string;
  readonly faultNumber: string;
  readonly city: CityCode;
  readonly site: string;
  readonly unit: { readonly serial: Serial; readonly model: string };
  readonly requestedModel: string;
  readonly loanKind: LoanKind;
  readonly defectiveSerial: Serial;
  readonly by: ActorId;
  readonly loanedAt: Date;
  /** When the system heard of it. */
  readonly recordedAt: Date;
  readonly dueBackOn: BusinessDate | null;
  /** The warehouse has the defective unit already. */
  readonly defectiveReceived: boolean;
}

/** A spare goes to a customer with a due date (S7), or ahead of the defective unit (S8). */
export function lend(facts: LendFacts, terms: LoanTerms): Decision<Loan, PoolEvent> {
  const { loanNumber, faultNumber, city, site, requestedModel, loanKind, defectiveSerial, by, loanedAt } = facts;
  const dueBackOn = facts.dueBackOn ?? usualDueDate(loanKind, termBegins(facts, terms), terms);
  ensureDueInTime(dueBackOn, facts, terms);
  const { serial, model } = facts.unit;
  if (sameSerial(serial, defectiveSerial)) throw new SerialIsTheDefectiveUnit(serial, faultNumber);
  const substitute = model !== requestedModel;
  const head = {
    loanNumber,
    faultNumber,
    city,
    site,
    serial,
    model,
    loanKind,
    defectiveSerial,
    substitute,
    dueBackOn,
    loanedBy: by,
  };
  const awaited = facts.defectiveReceived ? 'recovered' : 'awaited';
  return {
    state: {
      ...head,
      requestedModel,
      loanedAt,
      state: 'out',
      endedAt: null,
      keepState: 'not-proposed',
      keepProposedBy: null,
      keepProposedAt: null,
      keepProposal: null,
      keepAnswer: null,
      keepGround: null,
      lossState: 'not-reported',
      lossReportedBy: null,
      lossReportedAt: null,
      returnCondition: null,
      measured: null,
      version: 0,
      defectiveState: loanKind === 'advance-replacement' ? awaited : 'not-awaited',
    },
    events: [poolEvent(spareUnitLoanedV1, { ...head, loanedAt: loanedAt.toISOString() })],
  };
}

/** The day from which a loan's term is counted: who enters it late does not make its deadline earlier than it can be kept (S8). */
function termBegins({ loanedAt, recordedAt }: LendFacts, { toleratedDaysLate }: LoanTerms): BusinessDate {
  return businessDateOf(countedFrom(loanedAt, recordedAt, toleratedDaysLate));
}

function ensureDueInTime(dueBackOn: BusinessDate, facts: LendFacts, terms: LoanTerms): void {
  const { loanKind: kind, loanedAt, recordedAt } = facts;
  const [loanedOn, today, begins] = [businessDateOf(loanedAt), businessDateOf(recordedAt), termBegins(facts, terms)];
  if (dueBackOn < loanedOn) throw new DueBackBeforeLoan(dueBackOn, loanedOn);
  // Its price is charged on the day after: nobody is told of a day that has passed.
  if (kind === 'advance-replacement' && dueBackOn < today) throw new DueBackHasPassed(dueBackOn, today);
  const latest = kind === 'loan' ? addDays(begins, terms.longestLoanDays) : usualDueDate(kind, begins, terms);
  if (dueBackOn > latest) throw new DueBackTooLate(kind, dueBackOn, latest);
}

function usualDueDate(kind: LoanKind, loanedOn: BusinessDate, terms: LoanTerms): BusinessDate {
  if (kind === 'loan') return addDays(loanedOn, terms.loanDays);
  return addWorkingDays(loanedOn, terms.advanceReplacementWorkingDays, terms.calendar);
}

/** What every event of a loan begins with. */
export function headOf({
  loanNumber,
  faultNumber,
  city,
  site,
  serial,
  model,
}: Loan): Pick<Loan, 'loanNumber' | 'faultNumber' | 'city' | 'site' | 'serial' | 'model'> {
  return { loanNumber, faultNumber, city, site, serial, model };
}
