import { Injectable } from '@nestjs/common';
import { systemSession, type Session } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { JudgeRows } from '../commands/judge-rows.js';
import { RegistrationFileRefused } from '../registration.errors.js';
import { ensureReadable, rowsOf, type FileFormat } from '../registration-file.js';
import type { FileRow, Refusal } from '../registration-row.js';

const rowsAtOnce = 1_000;
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

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly judgeRows: JudgeRows,
  ) {}

  /** Throws RegistrationFileRefused where not even the heading can be used. */
  async execute(content: Buffer, format: FileFormat, { cities }: Session): Promise<RegistrationPreview> {
    await ensureReadable(content, format);
    const tally = { rowsRead: 0, wouldRegister: 0, alreadyRegistered: 0, refused: 0 };
    const refusals: Refusal[] = [];
    const lineOf = new Map<string, number>();
    const judge = async (rows: readonly FileRow[]): Promise<void> => {
      const outcomes = await this.unitOfWork.run(
        this.session,
        () => this.judgeRows.execute({ registrationNumber: '', cities }, rows, lineOf),
        { readOnly: true },
      );
      tally.rowsRead += rows.length;
      for (const outcome of outcomes) {
        if (outcome.kind === 'new') tally.wouldRegister += 1;
        else if (outcome.kind === 'already-registered') tally.alreadyRegistered += 1;
        else {
          tally.refused += 1;
          refusals.push(...outcome.refusals);
        }
      }
    };
    const failure = await inChunks(content, format, judge);
    const shown = refusals.slice(0, mostRefusals);
    return { ...tally, failure, refusals: shown, refusalsLeftOut: refusals.length - shown.length };
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
  try {
    for await (const row of rowsOf(content, format)) {
      chunk.push(row);
      if (chunk.length < rowsAtOnce) continue;
      await take(chunk);
      chunk = [];
    }
  } catch (error) {
    if (!(error instanceof RegistrationFileRefused)) throw error;
    failure = error.message;
  }
  if (chunk.length > 0) await take(chunk);
  return failure;
}
