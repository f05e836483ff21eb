import { Injectable } from '@nestjs/common';
import { systemSession, type Session } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { JudgeRows, RowsSoFar } from '../commands/judge-rows.js';
import type { FileFormat, FileRow } from '../file/file-row.js';
import { rowsOf } from '../file/registration-file.js';
import { PreviewUnderWay, RegistrationFileRefused } from '../registration.errors.js';
import type { Refusal } from '../registration-row.js';

const rowsAtOnce = 500;
const mostRefusals = 1_000;

/** What a file would come to if it were sent now. */
export interface RegistrationPreview {
  readonly rowsRead: number;
  readonly wouldRegister: number;
  readonly alreadyRegistered: number;
  readonly refused: number;
  /** Why the file cannot be read beyond the rows counted here. */
  readonly failure: string | null;
  /** In the order of the file; the first {@link mostRefusals}. */
  readonly refusals: readonly Refusal[];
  readonly refusalsLeftOut: number;
}

/**
 * Judges every row of a file as its registration would, and changes nothing (W1). Reads under the registration's own session, as the worker
 * does: a serial of another city is refused here as it would be there.
 */
@Injectable()
export class PreviewRegistration {
  private readonly session = systemSession('registration');
  private readonly underWay = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly judgeRows: JudgeRows,
  ) {}

  /** One at a time for each person. Throws RegistrationFileRefused where not even the heading can be used, and PreviewUnderWay. */
  async execute(content: Buffer, format: FileFormat, { actor, cities }: Session): Promise<RegistrationPreview> {
    if (this.underWay.has(actor)) throw new PreviewUnderWay();
    this.underWay.add(actor);
    try {
      return await this.preview(content, format, cities);
    } finally {
      this.underWay.delete(actor);
    }
  }

  private async preview(content: Buffer, format: FileFormat, cities: Session['cities']): Promise<RegistrationPreview> {
    const tally = { rowsRead: 0, wouldRegister: 0, alreadyRegistered: 0, refused: 0 };
    const refusals: Refusal[] = [];
    let found = 0;
    const before = new RowsSoFar();
    const judge = async (rows: readonly FileRow[]): Promise<void> => {
      const outcomes = await this.unitOfWork.run(
        this.session,
        () => this.judgeRows.execute({ registrationNumber: '', cities }, rows, before),
        { readOnly: true },
      );
      tally.rowsRead += rows.length;
      for (const outcome of outcomes) {
        if (outcome.kind === 'new' || outcome.kind === 'again') tally.wouldRegister += 1;
        else if (outcome.kind === 'already-registered') tally.alreadyRegistered += 1;
        else {
          tally.refused += 1;
          found += outcome.refusals.length;
          // What is not shown is counted and not kept.
          refusals.push(...outcome.refusals.slice(0, mostRefusals - refusals.length));
        }
      }
    };
    const failure = await inChunks(content, format, judge);
    return { ...tally, failure, refusals, refusalsLeftOut: found - refusals.length };
  }
}

/** Gives the message of what made the rest unreadable, or null. */
async function inChunks(
  content: Buffer,
  format: FileFormat,
  take: (rows: readonly FileRow[]) => Promise<void>,
): Promise<string | null> {
  let chunk: FileRow[] = [];
  let failure: string | null = null;
  let isReadable = false;
  try {
    for await (const row of rowsOf(content, format)) {
      isReadable = true;
      chunk.push(row);
      if (chunk.length < rowsAtOnce) continue;
      await take(chunk);
      chunk = [];
    }
  } catch (error) {
    // Of a heading that cannot be used nothing is shown but why.
    if (!(error instanceof RegistrationFileRefused) || !isReadable) throw error;
    failure = error.message;
  }
  if (chunk.length > 0) await take(chunk);
  return failure;
}
