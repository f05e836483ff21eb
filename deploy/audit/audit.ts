import { allOf, Snapshot, type AuditTarget, type Books } from './snapshot.js';
import { auditPlaces } from './x1-places.js';
import { auditJournal } from './x2-journal.js';
import { auditCoverage } from './x3-coverage.js';
import { auditCharges } from './x4-charges.js';
import { auditDelivery, type Consumption } from './x5-delivery.js';
import { auditSequences } from './x6-sequences.js';
import { auditCommands } from './x7-commands.js';
import { auditTrail } from './x8-trail.js';
import { auditStockAndCoverage } from './x9-stock-and-coverage.js';
import type { AuditReport } from './report.js';

export interface AuditOptions {
  readonly consumption: Consumption;
  /** What is younger may be on its way between two services, and is counted, not judged. */
  readonly graceSeconds?: number;
}

export const usualGraceSeconds = 30;

/**
 * Compares the books of all services with each other, as of one moment and without changing anything; the system may go on.
 * @param targets one database per service, under a role that may read it
 */
export async function audit(targets: readonly AuditTarget[], options: AuditOptions): Promise<AuditReport> {
  const started = performance.now();
  const { consumption, graceSeconds = usualGraceSeconds } = options;
  const books = await openBooks(targets);
  try {
    // One after the other: each snapshot is one connection, and the live system is not to be crowded out.
    const places = await auditPlaces(books, graceSeconds);
    const journal = await auditJournal(books);
    const coverage = await auditCoverage(books, graceSeconds);
    const charges = await auditCharges(books);
    const delivery = await auditDelivery(books, consumption, graceSeconds);
    const sequences = await auditSequences(books);
    const commands = await auditCommands(books);
    const trail = await auditTrail(books);
    const stock = await auditStockAndCoverage(books, graceSeconds, delivery.travelling);
    const findings = [places, journal, coverage, charges, delivery.findings, sequences, commands, trail, stock];
    const clean = findings.every(({ violations }) => violations.length === 0);
    return { clean, findings, seconds: (performance.now() - started) / 1_000 };
  } finally {
    await Promise.all(allOf(books).map((snapshot) => snapshot.close()));
  }
}

async function openBooks(targets: readonly AuditTarget[]): Promise<Books> {
  const opened: Snapshot[] = [];
  const open = async (service: string): Promise<Snapshot> => {
    const target = targets.find((one) => one.service === service);
    if (target === undefined)
      throw new Error(
        `The audit needs the database of ${service}; it was given ${targets.map((one) => one.service).join(', ')}.`,
      );
    const snapshot = await Snapshot.take(target);
    opened.push(snapshot);
    return snapshot;
  };
  try {
    const [warranty, sparePool, rma] = [await open('warranty'), await open('spare-pool'), await open('rma')];
    return { warranty, sparePool, rma, billing: await open('billing'), console: await open('console') };
  } catch (error) {
    await Promise.all(opened.map((snapshot) => snapshot.close()));
    throw error;
  }
}
