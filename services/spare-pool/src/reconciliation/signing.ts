import { reconciliationClosedV1, reconciliationSentBackV1, reconciliationSignedV1 } from '@rotables/contracts';
import { samePerson } from '@rotables/domain-kernel';
import type { ActorId, Decision } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { NotTheCustodian } from '../site/site.errors.js';
import {
  CountersignedBySigner,
  DiscrepanciesOpen,
  NothingSignedYet,
  SiteNotInStatement,
  SiteSignedAlready,
} from './reconciliation.errors.js';
import {
  countedUnits,
  discrepanciesOf,
  isOpenDiscrepancy,
  reconciliationLifecycle,
  siteOfLine,
} from './reconciliation.js';
import type { Reconciliation, SiteSignature } from './reconciliation.js';

export interface SignFacts {
  readonly by: ActorId;
  /** Who answers for each site of the statement now. */
  readonly custodians: ReadonlyMap<string, string>;
  /** One of them; null: all that the signer keeps. */
  readonly site: string | null;
  readonly signedAt: Date;
}

/** Each custodian signs for the site that he keeps, when nothing of it is open any more; the last signature completes them (S5, O2). */
export function sign(statement: Reconciliation, facts: SignFacts): Decision<Reconciliation, PoolEvent> {
  const signedSite = reconciliationLifecycle.after(statement.state, 'signSite');
  const mine = new Set(sitesToSign(statement, facts));
  ensureNotBefore('signedAt', facts.signedAt, statement.cutOffAt, 'the month was cut off');
  const open = statement.lines.filter((line) => isOpenDiscrepancy(line) && mine.has(siteOfLine(statement, line)));
  if (open.length > 0) throw new DiscrepanciesOpen(statement.statementNumber, open);
  const { statementNumber, city, month } = statement;
  const signatures = statement.signatures.map((one): SiteSignature =>
    mine.has(one.site) ? { ...one, signedBy: facts.by, signedAt: facts.signedAt } : one,
  );
  const isComplete = signatures.every(({ signedBy }) => signedBy !== null);
  const signedAt = facts.signedAt.toISOString();
  return {
    state: {
      ...statement,
      signatures,
      state: isComplete ? reconciliationLifecycle.after(statement.state, 'sign') : signedSite,
      signedBy: isComplete ? (signatures[0]?.signedBy ?? null) : null,
      signedAt: isComplete ? latestOf(signatures) : null,
    },
    events: [...mine].map((site) =>
      poolEvent(reconciliationSignedV1, { statementNumber, city, month, site, signedBy: facts.by, signedAt }),
    ),
  };
}

/** Throws SiteNotInStatement, SiteSignedAlready, NotTheCustodian. */
function sitesToSign({ statementNumber, signatures }: Reconciliation, { by, custodians, site }: SignFacts): string[] {
  const asked = site === null ? signatures : signatures.filter((one) => one.site === site);
  const [named] = asked;
  if (!named) throw new SiteNotInStatement(statementNumber, site ?? '');
  const unsigned = asked.filter(({ signedBy }) => signedBy === null);
  const [first] = unsigned;
  if (!first) throw new SiteSignedAlready(statementNumber, named.site, named.signedBy ?? '');
  const isMine = (one: SiteSignature): boolean => samePerson(custodians.get(one.site) ?? '', by);
  const mine = unsigned.filter(isMine).map((one) => one.site);
  if (mine.length === 0) throw new NotTheCustodian(first.site, custodians.get(first.site) ?? '', by);
  return mine;
}

function latestOf(signatures: readonly SiteSignature[]): Date | null {
  const times = signatures.flatMap(({ signedAt }) => (signedAt === null ? [] : [signedAt.getTime()]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

export interface SendBackFacts {
  readonly reason: string;
  readonly by: ActorId;
  readonly sentBackAt: Date;
}

/** Headquarters does not countersign what it doubts: every signature is taken off, and the count goes on (S5). */
export function sendBack(statement: Reconciliation, facts: SendBackFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'sendBack');
  const { statementNumber, city, month } = statement;
  const last = latestOf(statement.signatures);
  if (last === null) throw new NothingSignedYet(statementNumber);
  ensureNotBefore('sentBackAt', facts.sentBackAt, last, 'the custodian signed');
  return {
    state: {
      ...statement,
      state,
      signatures: statement.signatures.map((one) => ({ ...one, signedBy: null, signedAt: null })),
      signedBy: null,
      signedAt: null,
      sentBackBy: facts.by,
      sentBackAt: facts.sentBackAt,
      sendBackReason: facts.reason,
    },
    events: [
      poolEvent(reconciliationSentBackV1, {
        statementNumber,
        city,
        month,
        reason: facts.reason,
        sentBackBy: facts.by,
        sentBackAt: facts.sentBackAt.toISOString(),
      }),
    ],
  };
}

export interface CountersignFacts {
  readonly by: ActorId;
  readonly closedAt: Date;
  readonly defectiveReturned: number;
  readonly replenishmentOwed: number;
}

/** Headquarters countersigns, by somebody who has signed for no site, and the statement is never changed again (S5). */
export function countersign(statement: Reconciliation, facts: CountersignFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'countersign');
  const signers = statement.signatures.flatMap(({ site, signedBy }) => (signedBy === null ? [] : [{ site, signedBy }]));
  if (signers.some(({ signedBy }) => samePerson(signedBy, facts.by)))
    throw new CountersignedBySigner(statement.statementNumber, facts.by);
  ensureNotBefore('closedAt', facts.closedAt, statement.signedAt ?? statement.cutOffAt, 'the custodian signed');
  const { defectiveReturned, replenishmentOwed, closedAt } = facts;
  const { statementNumber, city, month, cutOffAt, booked } = statement;
  return {
    state: { ...statement, state, countersignedBy: facts.by, closedAt, defectiveReturned, replenishmentOwed },
    events: [
      poolEvent(reconciliationClosedV1, {
        statementNumber,
        city,
        month,
        cutOffAt: cutOffAt.toISOString(),
        booked,
        counted: countedUnits(statement),
        discrepancies: discrepanciesOf(statement),
        defectiveReturned,
        replenishmentOwed,
        signedByCustodian: statement.signedBy ?? '',
        signatures: signers,
        signedByHeadquarters: facts.by,
        closedAt: closedAt.toISOString(),
      }),
    ],
  };
}
