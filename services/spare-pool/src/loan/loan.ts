import {
  advanceReplacementOverdueV1,
  defectiveUnitRecoveredV1,
  formalReplacementMadeV1,
  loanedUnitLostV1,
  spareUnitLoanedV1,
  spareUnitReturnedV1,
} from '@rotables/contracts';
import { addDays, addWorkingDays, businessDateOf, lifecycle } from '@rotables/domain-kernel';
import type {
  ActorId,
  BusinessDate,
  CityCode,
  Decision,
  HolidayCalendar,
  Serial,
  StateIn,
} from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { DueBackBeforeLoan, SerialMismatch } from './loan.errors.js';

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
    charged: { recover: 'recovered-after-charge' },
    recovered: {},
    'recovered-after-charge': {},
  },
  'defective unit of the advance replacement',
);
export type DefectiveUnitState = StateIn<typeof defectiveUnitLifecycle>;

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
  readonly version: number;
}

/** How long a customer may keep what was lent, by kind; configurable. */
export interface LoanTerms {
  readonly loanDays: number;
  readonly advanceReplacementWorkingDays: number;
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
  readonly dueBackOn: BusinessDate | null;
  /** The warehouse has the defective unit already. */
  readonly defectiveReceived: boolean;
}

/** A spare goes to a customer with a due date (S7), or ahead of the defective unit (S8). */
export function lend(facts: LendFacts, terms: LoanTerms): Decision<Loan, PoolEvent> {
  const { loanNumber, faultNumber, city, site, requestedModel, loanKind, defectiveSerial, by, loanedAt } = facts;
  const loanedOn = businessDateOf(loanedAt);
  const dueBackOn = facts.dueBackOn ?? usualDueDate(loanKind, loanedOn, terms);
  if (dueBackOn < loanedOn) throw new DueBackBeforeLoan(dueBackOn, loanedOn);
  const { serial, model } = facts.unit;
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
      version: 0,
      defectiveState: loanKind === 'advance-replacement' ? awaited : 'not-awaited',
    },
    events: [poolEvent(spareUnitLoanedV1, { ...head, loanedAt: loanedAt.toISOString() })],
  };
}

function usualDueDate(kind: LoanKind, loanedOn: BusinessDate, terms: LoanTerms): BusinessDate {
  if (kind === 'loan') return addDays(loanedOn, terms.loanDays);
  return addWorkingDays(loanedOn, terms.advanceReplacementWorkingDays, terms.calendar);
}

export interface TakeBackFacts {
  readonly scannedSerial: Serial;
  readonly site: string;
  readonly returnedAt: Date;
}

/** A loan comes back only with the serial that went out (S7). */
export function takeBack(loan: Loan, facts: TakeBackFacts): Decision<Loan, PoolEvent> {
  const state = loanLifecycle.after(loan.state, 'takeBack');
  if (facts.scannedSerial !== loan.serial) throw new SerialMismatch(loan.loanNumber, loan.serial, facts.scannedSerial);
  ensureNotBefore('returnedAt', facts.returnedAt, loan.loanedAt, 'the unit went out');
  // The spare is back and nothing is kept in exchange, so that nobody waits for the defective unit any longer.
  const { defectiveState: awaited } = loan;
  const defectiveState = defectiveUnitLifecycle.can(awaited, 'waive')
    ? defectiveUnitLifecycle.after(awaited, 'waive')
    : awaited;
  return {
    state: { ...loan, state, defectiveState, endedAt: facts.returnedAt },
    events: [
      poolEvent(spareUnitReturnedV1, { ...headOf(loan), site: facts.site, returnedAt: facts.returnedAt.toISOString() }),
    ],
  };
}

/** The spare stays for good: the customer owns it, and the defective unit is the company's (S7, W8). */
export function keep(loan: Loan, madeAt: Date): Decision<Loan, PoolEvent> {
  const state = loanLifecycle.after(loan.state, 'keep');
  ensureNotBefore('madeAt', madeAt, loan.loanedAt, 'the unit went out');
  return {
    state: { ...loan, state, endedAt: madeAt },
    events: [
      poolEvent(formalReplacementMadeV1, {
        ...headOf(loan),
        replacedSerial: loan.defectiveSerial,
        madeAt: madeAt.toISOString(),
      }),
    ],
  };
}

export function reportLost(loan: Loan, lostAt: Date, custodian: string): Decision<Loan, PoolEvent> {
  const state = loanLifecycle.after(loan.state, 'reportLost');
  ensureNotBefore('lostAt', lostAt, loan.loanedAt, 'the unit went out');
  return {
    state: { ...loan, state, endedAt: lostAt },
    events: [poolEvent(loanedUnitLostV1, { ...headOf(loan), custodian, lostAt: lostAt.toISOString() })],
  };
}

/** The defective unit of an advance replacement came in, in time or late (S8). */
export function recoverDefectiveUnit(loan: Loan, recoveredAt: Date): Decision<Loan, PoolEvent> {
  return {
    state: { ...loan, defectiveState: defectiveUnitLifecycle.after(loan.defectiveState, 'recover') },
    events: [
      poolEvent(defectiveUnitRecoveredV1, {
        ...headOf(loan),
        defectiveSerial: loan.defectiveSerial,
        recoveredAt: recoveredAt.toISOString(),
      }),
    ],
  };
}

/** The defective unit is overdue from the day after its due date; it is charged once (S8, B6). */
export function isOverdue(loan: Loan, asOfOn: BusinessDate): boolean {
  return defectiveUnitLifecycle.can(loan.defectiveState, 'chargeOverdue') && loan.dueBackOn < asOfOn;
}

/** A defective unit that came in while its spare was being lent, so that neither saw the other, is recovered instead of charged. */
export function markOverdue(
  loan: Loan,
  { asOfOn, receivedAt }: { readonly asOfOn: BusinessDate; readonly receivedAt: Date | null },
): Decision<Loan, PoolEvent> {
  if (!isOverdue(loan, asOfOn)) return { state: loan, events: [] };
  if (receivedAt !== null) return recoverDefectiveUnit(loan, receivedAt);
  const { defectiveSerial, dueBackOn } = loan;
  return {
    state: { ...loan, defectiveState: defectiveUnitLifecycle.after(loan.defectiveState, 'chargeOverdue') },
    events: [poolEvent(advanceReplacementOverdueV1, { ...headOf(loan), defectiveSerial, dueBackOn, asOfOn })],
  };
}

function headOf({ loanNumber, faultNumber, city, site, serial, model }: Loan) {
  return { loanNumber, faultNumber, city, site, serial, model };
}
