import {
  reconciliationClosedV1,
  reconciliationCountedV1,
  reconciliationDiscrepancyResolvedV1,
  reconciliationOpenedV1,
  reconciliationSignedV1,
} from '@rotables/contracts';
import { lifecycle } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { NotTheCustodian } from '../site/site.errors.js';
import {
  CountersignedBySigner,
  CutOffNotReached,
  DiscrepanciesOpen,
  LineIsNoDiscrepancy,
  LineNotFound,
  ResolutionDoesNotFitLine,
} from './reconciliation.errors.js';

export const reconciliationLifecycle = lifecycle(
  {
    opened: { count: 'opened', resolveDiscrepancy: 'opened', sign: 'signed' },
    signed: { countersign: 'closed' },
    closed: {},
  },
  'month-end statement',
);
export type ReconciliationState = StateIn<typeof reconciliationLifecycle>;

/** How the book had the unit at the cut-off; `not-booked` is what was counted without being there. */
export const listings = ['on-hand', 'quarantine', 'on-loan', 'in-transit', 'not-booked'] as const;
export type Listing = (typeof listings)[number];

/** What the count has made of a line so far; `to-count` and `unexpected` are the open discrepancies. */
export const lineLifecycle = lifecycle(
  {
    listed: {},
    'to-count': { scan: 'counted', explain: 'moved-after-cut-off', resolve: 'resolved' },
    counted: { scan: 'counted' },
    'moved-after-cut-off': { scan: 'counted' },
    unexpected: { explain: 'moved-after-cut-off', resolve: 'resolved' },
    resolved: {},
  },
  'line of the statement',
);
export type LineStatus = StateIn<typeof lineLifecycle>;

export const lineResolutions = ['lost', 'moved-after-cut-off', 'found', 'booked-elsewhere'] as const;
export type LineResolution = (typeof lineResolutions)[number];

export interface ReconciliationLine {
  readonly serial: Serial;
  readonly model: string | null;
  readonly listedAs: Listing;
  readonly place: string | null;
  readonly condition: string | null;
  readonly status: LineStatus;
  readonly resolution: LineResolution | null;
  readonly note: string | null;
  readonly resolvedBy: string | null;
}

/** A city's month-end statement: the book as of the cut-off, frozen, and what the count made of it (S5). */
export interface Reconciliation {
  readonly statementNumber: string;
  readonly city: CityCode;
  /** `YYYY-MM`. */
  readonly month: string;
  /** The first instant that no longer belongs to the month. */
  readonly cutOffAt: Date;
  readonly allocation: number;
  /** Units that had to be counted. */
  readonly booked: number;
  readonly state: ReconciliationState;
  readonly openedBy: string;
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
  readonly countersignedBy: string | null;
  readonly closedAt: Date | null;
  readonly defectiveReturned: number | null;
  readonly replenishmentOwed: number | null;
  readonly lines: readonly ReconciliationLine[];
  readonly version: number;
}

export function isOpenDiscrepancy(line: ReconciliationLine): boolean {
  return line.status === 'to-count' || line.status === 'unexpected';
}

export function discrepancyKindOf(line: ReconciliationLine): 'missing' | 'unexpected' | null {
  if (line.status === 'to-count' || (line.status === 'resolved' && line.listedAs !== 'not-booked')) return 'missing';
  return line.status === 'unexpected' || line.status === 'resolved' ? 'unexpected' : null;
}

export interface OpenFacts {
  readonly statementNumber: string;
  readonly city: CityCode;
  readonly month: string;
  readonly cutOffAt: Date;
  readonly allocation: number;
  readonly book: readonly Pick<ReconciliationLine, 'serial' | 'model' | 'listedAs' | 'place' | 'condition'>[];
  readonly by: ActorId;
  readonly now: Date;
}

/** Freezes the book as of the cut-off; operations go on (S5). */
export function openStatement(facts: OpenFacts): Decision<Reconciliation, PoolEvent> {
  const { statementNumber, city, month, cutOffAt, allocation, by } = facts;
  if (facts.now < cutOffAt) throw new CutOffNotReached(month, cutOffAt, facts.now);
  const lines = facts.book.map((line): ReconciliationLine => ({
    ...line,
    status: mustBeCounted(line.listedAs) ? 'to-count' : 'listed',
    resolution: null,
    note: null,
    resolvedBy: null,
  }));
  const booked = lines.filter(({ status }) => status === 'to-count').length;
  return {
    state: {
      statementNumber,
      city,
      month,
      cutOffAt,
      allocation,
      booked,
      state: 'opened',
      openedBy: by,
      signedBy: null,
      signedAt: null,
      countersignedBy: null,
      closedAt: null,
      defectiveReturned: null,
      replenishmentOwed: null,
      lines,
      version: 0,
    },
    events: [
      poolEvent(reconciliationOpenedV1, { statementNumber, city, month, cutOffAt: cutOffAt.toISOString(), booked }),
    ],
  };
}

function mustBeCounted(listedAs: Listing): boolean {
  return listedAs === 'on-hand' || listedAs === 'quarantine';
}

export interface CountFacts {
  readonly scannedSerials: readonly Serial[];
  /** Of the lines still to be counted: those that left after the cut-off. */
  readonly leftAfterCutOff: ReadonlySet<Serial>;
  /** Of the serials scanned: those that the ledger has here, though not since the cut-off, or not as the company's. */
  readonly keptHereNow: ReadonlySet<Serial>;
  readonly by: ActorId;
}

/** Takes a count in, as often as it is sent; what moved after the cut-off is recognised by its movements (S5). */
export function count(statement: Reconciliation, facts: CountFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'count');
  const scanned = new Set(facts.scannedSerials);
  const known = new Set(statement.lines.map(({ serial }) => serial));
  const lines = statement.lines.map((line): ReconciliationLine => {
    if (scanned.has(line.serial) && lineLifecycle.can(line.status, 'scan'))
      return { ...line, status: lineLifecycle.after(line.status, 'scan') };
    const explained =
      line.status === 'unexpected' ? facts.keptHereNow.has(line.serial) : facts.leftAfterCutOff.has(line.serial);
    if (explained && lineLifecycle.can(line.status, 'explain'))
      return { ...line, status: lineLifecycle.after(line.status, 'explain') };
    return line;
  });
  const notBooked = [...scanned]
    .filter((serial) => !known.has(serial))
    .map((serial): ReconciliationLine => ({
      serial,
      model: null,
      listedAs: 'not-booked',
      place: null,
      condition: null,
      status: facts.keptHereNow.has(serial) ? 'moved-after-cut-off' : 'unexpected',
      resolution: null,
      note: null,
      resolvedBy: null,
    }));
  const counted = { ...statement, state, lines: [...lines, ...notBooked] };
  return {
    state: counted,
    events: [
      poolEvent(reconciliationCountedV1, {
        statementNumber: statement.statementNumber,
        city: statement.city,
        scanned: scanned.size,
        counted: countedUnits(counted),
        openDiscrepancies: counted.lines.filter(isOpenDiscrepancy).length,
        countedBy: facts.by,
      }),
    ],
  };
}

const resolutionsOfLine: Readonly<Record<'missing' | 'unexpected', readonly LineResolution[]>> = {
  missing: ['lost', 'moved-after-cut-off', 'found'],
  unexpected: ['booked-elsewhere', 'found'],
};

export interface ResolveLineFacts {
  readonly serial: Serial;
  readonly resolution: LineResolution;
  readonly note: string;
  readonly by: ActorId;
}

/** Throws LineNotFound, LineIsNoDiscrepancy. */
export function openDiscrepancyOf(statement: Reconciliation, serial: Serial): ReconciliationLine {
  const line = statement.lines.find((one) => one.serial === serial);
  if (!line) throw new LineNotFound(statement.statementNumber, serial);
  if (!isOpenDiscrepancy(line)) throw new LineIsNoDiscrepancy(statement.statementNumber, serial, line.status);
  return line;
}

export function resolveLine(statement: Reconciliation, facts: ResolveLineFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'resolveDiscrepancy');
  const line = openDiscrepancyOf(statement, facts.serial);
  const kind = line.status === 'unexpected' ? 'unexpected' : 'missing';
  const fitting = resolutionsOfLine[kind];
  if (!fitting.includes(facts.resolution))
    throw new ResolutionDoesNotFitLine(facts.serial, kind, facts.resolution, fitting);
  const { resolution, note, by: resolvedBy, serial } = facts;
  const resolved: ReconciliationLine = {
    ...line,
    status: lineLifecycle.after(line.status, 'resolve'),
    resolution,
    note,
    resolvedBy,
  };
  const { statementNumber, city } = statement;
  return {
    state: { ...statement, state, lines: statement.lines.map((one) => (one === line ? resolved : one)) },
    events: [
      poolEvent(reconciliationDiscrepancyResolvedV1, {
        statementNumber,
        city,
        serial,
        kind,
        resolution,
        note,
        resolvedBy,
      }),
    ],
  };
}

export interface SignFacts {
  readonly by: ActorId;
  /** Who answers for the city's main site. */
  readonly custodian: string;
  readonly site: string;
  readonly signedAt: Date;
}

/** The custodian signs, when nothing is open any more (S5). */
export function sign(statement: Reconciliation, facts: SignFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'sign');
  if (facts.by !== facts.custodian) throw new NotTheCustodian(facts.site, facts.custodian, facts.by);
  ensureNotBefore('signedAt', facts.signedAt, statement.cutOffAt, 'the month was cut off');
  const open = statement.lines.filter(isOpenDiscrepancy);
  if (open.length > 0) throw new DiscrepanciesOpen(statement.statementNumber, open);
  const { statementNumber, city, month } = statement;
  return {
    state: { ...statement, state, signedBy: facts.by, signedAt: facts.signedAt },
    events: [
      poolEvent(reconciliationSignedV1, {
        statementNumber,
        city,
        month,
        signedBy: facts.by,
        signedAt: facts.signedAt.toISOString(),
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

/** Headquarters countersigns, and the statement is never changed again (S5). */
export function countersign(statement: Reconciliation, facts: CountersignFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'countersign');
  const signedBy = statement.signedBy ?? '';
  if (facts.by === signedBy) throw new CountersignedBySigner(statement.statementNumber, facts.by);
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
        signedByCustodian: signedBy,
        signedByHeadquarters: facts.by,
        closedAt: closedAt.toISOString(),
      }),
    ],
  };
}

/** Booked units that were counted, those found later included. */
export function countedUnits({ lines }: Pick<Reconciliation, 'lines'>): number {
  return lines.filter(
    ({ status, listedAs, resolution }) => status === 'counted' || (resolution === 'found' && listedAs !== 'not-booked'),
  ).length;
}

/** Units that were missing or unexpected, resolved or not. */
export function discrepanciesOf({ lines }: Pick<Reconciliation, 'lines'>): number {
  return lines.filter((line) => discrepancyKindOf(line) !== null).length;
}
