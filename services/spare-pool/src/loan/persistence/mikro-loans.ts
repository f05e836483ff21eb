import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { spareUnitLoanedV1 } from '@rotables/contracts';
import type { BusinessDate, Decision, Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, nextNumberWithGaps, UnitOfWork } from '@rotables/persistence';
import { refusingDuplicates, writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import type { PoolEvent } from '../../pool-event.js';
import { FaultHasLoan, LoanNotFound } from '../loan.errors.js';
import { Loans } from '../loan.repository.js';
import type { Loan } from '../loan.js';
import { LoanSchema } from './loan.schema.js';

const underLock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

@Injectable()
export class MikroLoans extends Loans {
  async nextNumber(loanedAt: Date): Promise<string> {
    return numberedOn('LN', loanedAt, await nextNumberWithGaps('loan_number'));
  }

  async load(loanNumber: string): Promise<Loan> {
    return { ...(await lockRow(LoanSchema, { loanNumber }, () => new LoanNotFound(loanNumber))) };
  }

  async findAwaiting(faultNumber: string, defectiveSerial: Serial): Promise<Loan | null> {
    const where = { faultNumber, defectiveSerial, defectiveState: { $in: ['awaited' as const, 'charged' as const] } };
    const row = await UnitOfWork.current().findOne(LoanSchema, where, underLock);
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
    await refusingDuplicates(
      () => writeRow(LoanSchema, { loanNumber }, row, state.version === 0),
      () => new FaultHasLoan(state.faultNumber),
    );
    return row;
  }
}
