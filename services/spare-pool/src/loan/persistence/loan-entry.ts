import { spareUnitLoanedV1 } from '@rotables/contracts';
import type { Decision, Serial } from '@rotables/domain-kernel';
import { eventsAppended, outboxInsertion } from '@rotables/outbox';
import { sqlStateOf, UnitOfWork } from '@rotables/persistence';
import type { PoolEvent } from '../../pool-event.js';
import { ensureAllWritten, eventRowOf, recordingOf } from '../../spare-unit/persistence/sql-spare-unit-ledger.js';
import type { LedgerEntry } from '../../spare-unit/spare-unit.js';
import { FaultHasLoan } from '../loan.errors.js';
import type { Loan } from '../loan.js';

const columns = `loan_number, fault_number, city, site, serial, model, requested_model, loan_kind, defective_serial, substitute, due_back_on,
  loaned_by, loaned_at, state, defective_state, ended_at, version`;

/** Loan, unit, movement and their events in one statement: all of it is written, or nothing. */
export async function enterLoan(decision: Decision<Loan, PoolEvent>, movement: LedgerEntry): Promise<Loan> {
  const loan = { ...decision.state, version: decision.state.version + decision.events.length };
  const loanValues = valuesOf(loan);
  const events = outboxInsertion([...eventRowsOf(decision), eventRowOf(movement)], loanValues.length + 1);
  const before = [...loanValues, ...events.values];
  const beside = `, lent as (
    insert into loan (${columns}) values (${loanValues.map((_value, index) => `$${index + 1}`).join(', ')})
  ), told as (${events.sql}
  )`;
  const recording = recordingOf([movement], before.length + 1, beside);
  const values = [...before, ...recording.values];
  try {
    const { rows } = await UnitOfWork.preparedQuery<{ serial: Serial }>('loan-enter', recording.sql, values);
    ensureAllWritten([movement], rows);
  } catch (error) {
    if (isOpenLoan(error)) throw new FaultHasLoan(loan.faultNumber);
    throw error;
  }
  eventsAppended();
  return loan;
}

function valuesOf(loan: Loan): unknown[] {
  return [
    loan.loanNumber,
    loan.faultNumber,
    loan.city,
    loan.site,
    loan.serial,
    loan.model,
    loan.requestedModel,
    loan.loanKind,
    loan.defectiveSerial,
    loan.substitute,
    loan.dueBackOn,
    loan.loanedBy,
    loan.loanedAt,
    loan.state,
    loan.defectiveState,
    loan.endedAt,
    loan.version,
  ];
}

function eventRowsOf({ state: { loanNumber: key, city, version }, events }: Decision<Loan, PoolEvent>) {
  return events.map(({ type, body }, index) => ({
    topic: spareUnitLoanedV1.topic,
    key,
    city,
    sequence: version + index + 1,
    type,
    body,
  }));
}

/** One open loan per fault, and per unit. */
function isOpenLoan(error: unknown): boolean {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : '';
  return sqlStateOf(error) === '23505' && String(constraint).startsWith('loan_one_open');
}
