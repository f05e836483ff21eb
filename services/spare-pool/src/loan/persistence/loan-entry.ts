import { spareUnitLoanedV1 } from '@rotables/contracts';
import type { Decision } from '@rotables/domain-kernel';
import { eventRowsOf, eventsAppended, outboxInsertion } from '@rotables/outbox';
import { sqlStateOf, UnitOfWork } from '@rotables/persistence';
import type { PoolEvent } from '../../pool-event.js';
import {
  ensureAllWritten,
  eventRowOf,
  recordingOf,
  type RecordedRow,
} from '../../spare-unit/persistence/sql-spare-unit-ledger.js';
import type { LedgerEntry } from '../../spare-unit/spare-unit.js';
import { FaultHasLoan } from '../loan.errors.js';
import type { Loan } from '../loan.js';

const columns = `loan_number, fault_number, city, site, serial, model, requested_model, loan_kind, defective_serial, substitute, due_back_on,
  loaned_by, loaned_at, state, defective_state, ended_at, version`;

/** Loan, unit, movement and their events in one statement: all of it is written, or nothing. What a loan can only have later has its default. */
export async function enterLoan(decision: Decision<Loan, PoolEvent>, movement: LedgerEntry): Promise<Loan> {
  const loan = { ...decision.state, version: decision.state.version + decision.events.length };
  const loanValues = valuesOf(loan);
  const events = outboxInsertion(
    [...eventRowsOf(streamOf(loan), decision), eventRowOf(movement)],
    loanValues.length + 1,
  );
  const before = [...loanValues, ...events.values];
  const written = `, lent as (
    insert into loan (${columns}) values (${loanValues.map((_value, index) => `$${index + 1}`).join(', ')})
  ), told as (${events.sql}
  )`;
  const recording = recordingOf([movement], before.length + 1, { written });
  const values = [...before, ...recording.values];
  try {
    const { rows } = await UnitOfWork.preparedQuery<RecordedRow>('loan-enter', recording.sql, values);
    ensureAllWritten([movement], rows[0]);
  } catch (error) {
    if (isOpenLoan(error)) throw new FaultHasLoan(loan.faultNumber);
    throw error;
  }
  eventsAppended();
  return loan;
}

/** What has become of a loan that was loaded under lock, with the movement of its unit if there is one, in one statement. */
export async function endLoan(decision: Decision<Loan, PoolEvent>, movement: LedgerEntry | null): Promise<Loan> {
  const { state, events: told } = decision;
  const loan = { ...state, version: state.version + told.length };
  const movements = movement ? [movement] : [];
  const loanValues = [
    loan.loanNumber,
    loan.state,
    loan.defectiveState,
    loan.endedAt,
    loan.version,
    state.version,
    loan.keepState,
    loan.returnCondition,
    loan.measured,
    loan.keepAnswer,
    loan.lossState,
  ];
  const events = outboxInsertion(
    [...eventRowsOf(streamOf(loan), decision), ...movements.map(eventRowOf)],
    loanValues.length + 1,
  );
  const before = [...loanValues, ...events.values];
  const recording = recordingOf(movements, before.length + 1, {
    written: `, ended as (
    update loan set state = $2, defective_state = $3, ended_at = $4, version = $5, keep_state = $7, return_condition = $8, measured = $9,
      keep_answer = $10, loss_state = $11
    where loan_number = $1 and version = $6
    returning loan_number
  ), told as (${events.sql}
  )`,
    answered: ', (select count(*) from ended)::integer as ended',
  });
  const values = [...before, ...recording.values];
  const { rows } = await UnitOfWork.preparedQuery<RecordedRow & { ended: number }>('loan-end', recording.sql, values);
  ensureAllWritten(movements, rows[0]);
  if (rows[0]?.ended !== 1) throw new Error(`Loan ${loan.loanNumber} changed though it was locked.`);
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

function streamOf({ loanNumber: key, city }: Loan) {
  return { topic: spareUnitLoanedV1.topic, key, city };
}

/** One open loan per fault, and per unit. */
function isOpenLoan(error: unknown): boolean {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : '';
  return sqlStateOf(error) === '23505' && String(constraint).startsWith('loan_one_open');
}
