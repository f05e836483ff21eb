import { Injectable } from '@nestjs/common';
import { LockMode, raw } from '@mikro-orm/postgresql';
import { spareUnitLoanedV1 } from '@rotables/contracts';
import { serialKey, type BusinessDate, type Decision, type Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { writeRow } from '../../aggregate-store.js';
import type { PoolEvent } from '../../pool-event.js';
import { LoanNotFound } from '../loan.errors.js';
import type { LedgerEntry } from '../../spare-unit/spare-unit.js';
import { Loans, type LoanBasis, type LoanWish, type ReturnBasis, type ReturnWish } from '../loan.repository.js';
import type { Loan } from '../loan.js';
import { loadLoanBasis } from './loan-basis.js';
import { endLoan, enterLoan } from './loan-entry.js';
import { LoanSchema } from './loan.schema.js';
import { loadReturnBasis } from './return-basis.js';

const underLock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

type LoanFilter =
  { readonly defectiveState: { readonly $in: Loan['defectiveState'][] } } | { readonly state: Loan['state'] };

@Injectable()
export class MikroLoans extends Loans {
  basisOf(wish: LoanWish): Promise<LoanBasis> {
    return loadLoanBasis(wish);
  }

  enter(decision: Decision<Loan, PoolEvent>, movement: LedgerEntry): Promise<Loan> {
    return enterLoan(decision, movement);
  }

  returnBasisOf(wish: ReturnWish): Promise<ReturnBasis> {
    return loadReturnBasis(wish);
  }

  end(decision: Decision<Loan, PoolEvent>, movement: LedgerEntry | null): Promise<Loan> {
    return endLoan(decision, movement);
  }

  async load(loanNumber: string): Promise<Loan> {
    return { ...(await lockRow(LoanSchema, { loanNumber }, () => new LoanNotFound(loanNumber))) };
  }

  async find(loanNumber: string): Promise<Loan | null> {
    const row = await UnitOfWork.current().findOne(LoanSchema, { loanNumber }, underLock);
    return row ? { ...row } : null;
  }

  async findAwaiting(defectiveSerial: Serial): Promise<Loan | null> {
    return this.latest('defective_serial_key', defectiveSerial, { defectiveState: { $in: ['awaited', 'charged'] } });
  }

  async findLost(serial: Serial): Promise<Loan | null> {
    return this.latest('serial_key', serial, { state: 'lost' });
  }

  private async latest(column: string, serial: Serial, filter: LoanFilter): Promise<Loan | null> {
    const newestFirst = { ...underLock, orderBy: { loanedAt: 'desc', loanNumber: 'desc' } } as const;
    const where = { [raw(column)]: serialKey(serial), ...filter };
    const row = await UnitOfWork.current().findOne(LoanSchema, where, newestFirst);
    return row ? { ...row } : null;
  }

  async overdue(asOfOn: BusinessDate): Promise<readonly Loan[]> {
    const where = { defectiveState: 'awaited' as const, dueBackOn: { $lt: asOfOn } };
    const rows = await UnitOfWork.current().find(LoanSchema, where, { ...underLock, orderBy: { loanNumber: 'asc' } });
    return rows.map((row) => ({ ...row }));
  }

  async save({ state, events }: Decision<Loan, PoolEvent>): Promise<Loan> {
    const { loanNumber, city } = state;
    const version = await appendEvents(
      { topic: spareUnitLoanedV1.topic, key: loanNumber, city, version: state.version },
      events,
    );
    const row = { ...state, version };
    await writeRow(LoanSchema, { loanNumber }, row, false);
    return row;
  }
}
