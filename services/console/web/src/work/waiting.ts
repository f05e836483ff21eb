import type { Query } from '../api/http';
import type { Role } from '../api/session';
import type { TextKey } from '../language/language';

/** One kind of work that waits for somebody of a role: a filtered register, oldest first. */
export interface Waiting {
  readonly title: TextKey;
  readonly list: string;
  readonly query: (today: string, account: string) => Query;
  /** The field that tells since when. */
  readonly since?: string;
  readonly isOverdue?: boolean;
}

const where = (list: string, title: TextKey, query: Query, since?: string): Waiting => ({
  list,
  title,
  query: () => query,
  ...(since === undefined ? {} : { since }),
});

const overdueLoans: Waiting = {
  list: 'loans',
  title: 'waiting.overdueLoans',
  query: (today) => ({ status: 'out', overdueAsOf: today, sort: 'dueBackOn' }),
  since: 'dueBackOn',
  isOverdue: true,
};
const unreturnedDefectives: Waiting = {
  list: 'loans',
  title: 'waiting.unreturnedDefectives',
  query: (today) => ({ chargeableAsOf: today, sort: 'dueBackOn' }),
  since: 'dueBackOn',
  isOverdue: true,
};
const keepsProposed: Waiting = {
  list: 'loans',
  title: 'waiting.keepsProposed',
  query: () => ({ keepState: 'proposed', sort: 'loanedAt' }),
  since: 'keepProposedAt',
};
const lossesReported: Waiting = {
  list: 'loans',
  title: 'waiting.lossesReported',
  query: () => ({ status: 'out', lossState: 'loss-reported', sort: 'loanedAt' }),
  since: 'lossReportedAt',
};
const newCases = where('cases', 'waiting.newCases', { state: 'reported', sort: 'reportedAt' }, 'reportedAt');
const arriving = where('shipments', 'waiting.arriving', { state: 'dispatched', sort: 'dispatchedAt' }, 'dispatchedAt');
const openQuotes = where('quotes', 'waiting.openQuotes', { state: 'open', sort: 'issuedAt' }, 'issuedAt');
const unpaid = where('charges', 'waiting.unpaid', { status: 'open', sort: 'postedAt' }, 'postedAt');
const toSign = where('statements', 'waiting.toSign', { state: 'opened', sort: 'month' });
const discrepancies = where('discrepancies', 'waiting.discrepancies', { status: 'open' });
const refunds = where('refunds', 'waiting.refunds', { state: 'proposed', sort: 'proposedAt' }, 'proposedAt');
const matching = where('matching', 'waiting.matching', {}, 'ageDays');
const caseIn = (state: string, title: TextKey): Waiting =>
  where('cases', title, { state, sort: 'reportedAt' }, 'reportedAt');

const grants = where('account-proposals', 'waiting.grants', { state: 'proposed' }, 'proposedAt');
const endingCoverage = where('coverage-endings', 'waiting.endingCoverage', { endsWithin: '30-days' });

const custodyToAccept: Waiting = {
  list: 'custody-hand-overs',
  title: 'waiting.custodyToAccept',
  query: (_today, account) => ({ state: 'offered', toCustodian: account }),
  since: 'openedAt',
};
const toWitness: Waiting = {
  list: 'custody-hand-overs',
  title: 'waiting.toWitness',
  query: (_today, account) => ({ state: 'ordered', witness: account }),
  since: 'openedAt',
};

const alsoCovered = where('spare-units', 'waiting.alsoCovered', { contradiction: 'covered-device' }, 'since');
const acquisitionsToWithdraw = where(
  'acquisition-withdrawals',
  'waiting.acquisitionsToWithdraw',
  { state: 'proposed', sort: 'proposedAt' },
  'proposedAt',
);

const branch: readonly Waiting[] = [
  newCases,
  arriving,
  overdueLoans,
  openQuotes,
  unpaid,
  discrepancies,
  endingCoverage,
];

export const waitingFor: Readonly<Record<Role, readonly Waiting[]>> = {
  'branch-clerk': branch,
  'branch-head': [...branch, keepsProposed, lossesReported, toSign, custodyToAccept],
  'headquarters-approver': [
    custodyToAccept,
    toWitness,
    where('applications', 'waiting.toApprove', { state: 'submitted', sort: 'submittedAt' }, 'submittedAt'),
    where('replenishments', 'waiting.earlyReplenishments', { state: 'requested' }),
    where('statements', 'waiting.toCountersign', { state: 'signed', sort: 'month' }),
    where('scrap', 'waiting.scrapToApprove', { state: 'appraised' }, 'proposedAt'),
    refunds,
    keepsProposed,
    lossesReported,
    unreturnedDefectives,
    alsoCovered,
    acquisitionsToWithdraw,
    discrepancies,
    endingCoverage,
  ],
  warehouse: [
    custodyToAccept,
    toWitness,
    toSign,
    where('applications', 'waiting.toShip', { state: 'approved', sort: 'submittedAt' }, 'submittedAt'),
    where('replenishments', 'waiting.replenishmentsToShip', { state: 'ordered' }, 'orderedAt'),
    caseIn('triaged', 'waiting.toReceive'),
    caseIn('tested', 'waiting.toReturn'),
    where('exceptions', 'waiting.exceptions', { state: 'open' }, 'openedAt'),
    {
      list: 'vendor-returns',
      title: 'waiting.overdueVendor',
      query: (today) => ({ state: 'sent', overdueAsOf: today }),
      since: 'dueBackOn',
      isOverdue: true,
    },
    where('scrap', 'waiting.scrapToExecute', { state: 'approved', hold: 'held' }, 'proposedAt'),
    alsoCovered,
    acquisitionsToWithdraw,
    where('scrap', 'waiting.scrapNotHeld', { state: 'approved', hold: 'refused' }, 'proposedAt'),
    discrepancies,
  ],
  technician: [
    {
      list: 'dispatch-orders',
      title: 'waiting.myDispatchOrders',
      query: (_today, account) => ({ state: 'issued', technician: account }),
      since: 'issuedAt',
    },
    caseIn('received', 'waiting.toInspect'),
    caseIn('inspected', 'waiting.toRepair'),
    caseIn('repairing', 'waiting.repairing'),
    caseIn('repaired', 'waiting.toTest'),
  ],
  quality: [
    caseIn('received', 'waiting.toInspect'),
    caseIn('repaired', 'waiting.toTest'),
    where('scrap', 'waiting.scrapToAppraise', { state: 'proposed' }, 'proposedAt'),
    where('entitlements', 'waiting.superseded', { decision: 'superseding' }, 'decidedAt'),
  ],
  finance: [
    where('handovers', 'waiting.handovers', { state: 'submitted', sort: 'submittedAt' }, 'submittedAt'),
    refunds,
    unreturnedDefectives,
    unpaid,
    matching,
    openQuotes,
  ],
  'general-manager': [
    where('scrap', 'waiting.scrapToApprove', { state: 'appraised' }, 'proposedAt'),
    where('statements', 'waiting.openStatements', { state: 'opened', sort: 'month' }),
    matching,
    grants,
  ],
  auditor: [matching, discrepancies, where('exceptions', 'waiting.exceptions', { state: 'open' }, 'openedAt')],
  administrator: [grants, discrepancies, where('exceptions', 'waiting.exceptions', { state: 'open' }, 'openedAt')],
};
