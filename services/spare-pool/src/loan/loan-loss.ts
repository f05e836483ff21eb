import { loanedUnitLossDeclinedV1, loanedUnitLossReportedV1 } from '@rotables/contracts';
import { samePerson } from '@rotables/domain-kernel';
import type { ActorId, Decision } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { reportLost, type LossOnLoan } from './loan-end.js';
import { LossNeedsSecondPerson } from './loan.errors.js';
import { headOf, loanLifecycle, lossLifecycle } from './loan.js';
import type { Loan } from './loan.js';

/** Somebody says that the customer lost it; he owes nothing yet, and the custodian goes on answering for it (S7, S4). */
export function reportLoss(
  loan: Loan,
  { by, lostAt }: { readonly by: ActorId; readonly lostAt: Date },
): Decision<Loan, PoolEvent> {
  loanLifecycle.after(loan.state, 'reportLost');
  const lossState = lossLifecycle.after(loan.lossState, 'report');
  ensureNotBefore('lostAt', lostAt, loan.loanedAt, 'the unit went out');
  const told = { reportedBy: by, lostAt: lostAt.toISOString() };
  return {
    state: { ...loan, lossState, lossReportedBy: by, lossReportedAt: lostAt },
    events: [poolEvent(loanedUnitLossReportedV1, { ...headOf(loan), ...told })],
  };
}

export interface ConfirmLossFacts extends Pick<LossOnLoan, 'custodian' | 'reporterName'> {
  readonly by: ActorId;
  readonly confirmedAt: Date;
}

/** Another person confirms it: the loan ends, and the customer owes the price (S7). Nobody takes a spare out and has a stranger owe it alone. */
export function confirmLoss(
  loan: Loan,
  { by, confirmedAt: lostAt, custodian, reporterName }: ConfirmLossFacts,
): Decision<Loan, PoolEvent> {
  const lossState = lossLifecycle.after(loan.lossState, 'confirm');
  const { loanNumber, lossReportedBy, lossReportedAt } = loan;
  if (lossReportedBy !== null && samePerson(by, lossReportedBy)) throw new LossNeedsSecondPerson(loanNumber, by);
  ensureNotBefore('confirmedAt', lostAt, lossReportedAt ?? loan.loanedAt, 'the unit was lost');
  const { state, events } = reportLost(loan, { lostAt, custodian, liable: 'customer', reporterName });
  return { state: { ...state, lossState }, events };
}

/** It is not lost, or not at the customer: the loan goes on; whoever reported it may take it back himself. */
export function declineLoss(
  loan: Loan,
  { by, reason, declinedAt }: { readonly by: ActorId; readonly reason: string; readonly declinedAt: Date },
): Decision<Loan, PoolEvent> {
  const lossState = lossLifecycle.after(loan.lossState, 'decline');
  ensureNotBefore('declinedAt', declinedAt, loan.lossReportedAt ?? loan.loanedAt, 'the unit was lost');
  const told = { reason, declinedBy: by, declinedAt: declinedAt.toISOString() };
  return {
    state: { ...loan, lossState, lossReportedBy: null, lossReportedAt: null },
    events: [poolEvent(loanedUnitLossDeclinedV1, { ...headOf(loan), ...told })],
  };
}
