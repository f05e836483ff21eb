import {
  reconciliationCountedV1,
  reconciliationDiscrepancyResolvedV1,
  reconciliationOpenedV1,
  reconciliationScanTakenOutV1,
} from '@rotables/contracts';
import { lifecycle, matchScans, sameSerial } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Serial, SerialSet, StateIn } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import {
  CutOffNotReached,
  FoundNeedsScan,
  LineIsNoDiscrepancy,
  LineNotFound,
  NotScanned,
  ResolutionDoesNotFitLine,
  SiteNotCounted,
  SiteSignedAlready,
} from './reconciliation.errors.js';

export const reconciliationLifecycle = lifecycle(
  {
    opened: {
      count: 'opened',
      takeOutScan: 'opened',
      resolveDiscrepancy: 'opened',
      signSite: 'opened',
      sign: 'signed',
      sendBack: 'opened',
    },
    signed: { countersign: 'closed', sendBack: 'opened' },
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
    counted: { scan: 'counted', takeOut: 'to-count' },
    'moved-after-cut-off': { scan: 'counted' },
    unexpected: { explain: 'moved-after-cut-off', resolve: 'resolved', takeOut: 'taken-out' },
    'taken-out': { scan: 'unexpected' },
    resolved: {},
  },
  'line of the statement',
);
export type LineStatus = StateIn<typeof lineLifecycle>;

export const lineResolutions = ['lost', 'moved-after-cut-off', 'found', 'booked-elsewhere', 'not-ours'] as const;
export type LineResolution = (typeof lineResolutions)[number];

export interface ReconciliationLine {
  readonly serial: Serial;
  readonly model: string | null;
  readonly listedAs: Listing;
  readonly place: string | null;
  /** Whose custodian signs for it: the site where it was booked, or scanned; null for what is not counted, and in old statements. */
  readonly site: string | null;
  readonly condition: string | null;
  readonly status: LineStatus;
  readonly resolution: LineResolution | null;
  readonly note: string | null;
  readonly resolvedBy: string | null;
}

/** What the custodian of one site has to sign, or has signed (S5, O2). */
export interface SiteSignature {
  readonly site: string;
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
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
  /** Every site of the city that was open at the cut-off, the main one first. */
  readonly signatures: readonly SiteSignature[];
  /** Of the main site, once every site is signed. */
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
  /** When headquarters took the signatures off the last time. */
  readonly sentBackBy: string | null;
  readonly sentBackAt: Date | null;
  readonly sendBackReason: string | null;
  readonly countersignedBy: string | null;
  readonly closedAt: Date | null;
  readonly defectiveReturned: number | null;
  readonly replenishmentOwed: number | null;
  readonly lines: readonly ReconciliationLine[];
  readonly version: number;
}

/** Whose signature a line waits for; what old statements do not say is the main site's. */
export function siteOfLine({ signatures }: Pick<Reconciliation, 'signatures'>, { site }: ReconciliationLine): string {
  return site ?? signatures[0]?.site ?? '';
}

function isSigned({ signatures }: Reconciliation, site: string): boolean {
  return signatures.some((one) => one.site === site && one.signedBy !== null);
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
  /** Open at the cut-off, the main one first. */
  readonly sites: readonly string[];
  readonly book: readonly Pick<ReconciliationLine, 'serial' | 'model' | 'listedAs' | 'place' | 'site' | 'condition'>[];
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
      signatures: facts.sites.map((site) => ({ site, signedBy: null, signedAt: null })),
      signedBy: null,
      signedAt: null,
      sentBackBy: null,
      sentBackAt: null,
      sendBackReason: null,
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
  /** Where they were scanned. */
  readonly site: string;
  /** Of the lines still to be counted: those that left after the cut-off. */
  readonly leftAfterCutOff: SerialSet;
  /** Of the serials scanned: those that the ledger has here, though not since the cut-off, or not as the company's. */
  readonly keptHereNow: SerialSet;
  readonly by: ActorId;
}

/** Takes a count in, as often as it is sent; what moved after the cut-off is recognised by its movements (S5). */
export function count(statement: Reconciliation, facts: CountFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'count');
  const { found: scanned, unexpected } = matchScans(statement.lines, facts.scannedSerials);
  const lines = statement.lines.map((line) => lineAfterCount(statement, line, scanned, facts));
  const notBooked = unexpected.map((serial): ReconciliationLine => ({
    serial,
    model: null,
    listedAs: 'not-booked',
    place: null,
    site: facts.site,
    condition: null,
    status: facts.keptHereNow.has(serial) ? 'moved-after-cut-off' : 'unexpected',
    resolution: null,
    note: null,
    resolvedBy: null,
  }));
  const [first] = notBooked;
  if (first && isSigned(statement, facts.site))
    throw new SiteSignedAlready(statement.statementNumber, facts.site, signerOf(statement, facts.site));
  const counted = { ...statement, state, lines: [...lines, ...notBooked] };
  return {
    state: counted,
    events: [
      poolEvent(reconciliationCountedV1, {
        statementNumber: statement.statementNumber,
        city: statement.city,
        scanned: scanned.size + unexpected.length,
        counted: countedUnits(counted),
        openDiscrepancies: counted.lines.filter(isOpenDiscrepancy).length,
        countedBy: facts.by,
      }),
    ],
  };
}

function signerOf({ signatures }: Reconciliation, site: string): string {
  return signatures.find((one) => one.site === site)?.signedBy ?? '';
}

/** What a custodian has signed for stays as he signed it. */
function lineAfterCount(
  statement: Reconciliation,
  line: ReconciliationLine,
  scanned: ReadonlySet<ReconciliationLine>,
  { keptHereNow, leftAfterCutOff }: CountFacts,
): ReconciliationLine {
  if (isSigned(statement, siteOfLine(statement, line))) return line;
  if (scanned.has(line) && lineLifecycle.can(line.status, 'scan')) {
    const status = lineLifecycle.after(line.status, 'scan');
    return { ...line, status, ...(line.status === 'taken-out' ? { note: null, resolvedBy: null } : {}) };
  }
  const explained = line.status === 'unexpected' ? keptHereNow.has(line.serial) : leftAfterCutOff.has(line.serial);
  if (explained && lineLifecycle.can(line.status, 'explain'))
    return { ...line, status: lineLifecycle.after(line.status, 'explain') };
  return line;
}

export interface TakeOutFacts {
  readonly serial: Serial;
  readonly reason: string;
  readonly by: ActorId;
}

/** A serial that was scanned by mistake, or misread, is taken out of the count as long as its site is not signed. */
export function takeOutScan(statement: Reconciliation, facts: TakeOutFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'takeOutScan');
  const { statementNumber, city } = statement;
  const { reason, by } = facts;
  const line = lineOf(statement, facts.serial);
  const { serial } = line;
  const site = siteOfLine(statement, line);
  if (isSigned(statement, site)) throw new SiteSignedAlready(statementNumber, site, signerOf(statement, site));
  if (!lineLifecycle.can(line.status, 'takeOut')) throw new NotScanned(statementNumber, serial, line.status);
  const status = lineLifecycle.after(line.status, 'takeOut');
  const takenOut: ReconciliationLine = { ...line, status, note: reason, resolvedBy: by };
  return {
    state: { ...statement, state, lines: statement.lines.map((one) => (one === line ? takenOut : one)) },
    events: [poolEvent(reconciliationScanTakenOutV1, { statementNumber, city, serial, reason, takenOutBy: by })],
  };
}

const resolutionsOfLine: Readonly<Record<'missing' | 'unexpected', readonly LineResolution[]>> = {
  missing: ['lost', 'moved-after-cut-off'],
  unexpected: ['booked-elsewhere', 'found', 'not-ours'],
};

export interface ResolveLineFacts {
  readonly serial: Serial;
  readonly resolution: LineResolution;
  readonly note: string;
  readonly by: ActorId;
}

/** Throws LineNotFound. */
export function lineOf(statement: Reconciliation, serial: Serial): ReconciliationLine {
  const line = statement.lines.find((one) => sameSerial(one.serial, serial));
  if (!line) throw new LineNotFound(statement.statementNumber, serial);
  return line;
}

/** Throws LineNotFound, LineIsNoDiscrepancy. */
export function openDiscrepancyOf(statement: Reconciliation, serial: Serial): ReconciliationLine {
  const line = lineOf(statement, serial);
  if (!isOpenDiscrepancy(line)) throw new LineIsNoDiscrepancy(statement.statementNumber, serial, line.status);
  return line;
}

/**
 * Nobody but its custodian says that a unit is missing before anybody has counted where it was booked; he says what he owes himself (S4).
 * Throws LineNotFound, SiteNotCounted.
 */
export function ensureSiteCounted(statement: Reconciliation, serial: Serial): void {
  const site = siteOfLine(statement, lineOf(statement, serial));
  const ofSite = statement.lines.filter((line) => siteOfLine(statement, line) === site);
  const isScanned = ({ status, listedAs }: ReconciliationLine): boolean =>
    status === 'counted' || listedAs === 'not-booked';
  if (!ofSite.some(isScanned)) throw new SiteNotCounted(statement.statementNumber, serial, site);
}

export function resolveLine(statement: Reconciliation, facts: ResolveLineFacts): Decision<Reconciliation, PoolEvent> {
  const state = reconciliationLifecycle.after(statement.state, 'resolveDiscrepancy');
  const line = openDiscrepancyOf(statement, facts.serial);
  const kind = line.status === 'unexpected' ? 'unexpected' : 'missing';
  const fitting = resolutionsOfLine[kind];
  // Nobody says that it is there after all: whoever has it in his hand scans it.
  if (kind === 'missing' && facts.resolution === 'found')
    throw new FoundNeedsScan(statement.statementNumber, facts.serial);
  if (!fitting.includes(facts.resolution))
    throw new ResolutionDoesNotFitLine(facts.serial, kind, facts.resolution, fitting);
  const { resolution, note, by: resolvedBy } = facts;
  const { serial } = line;
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
