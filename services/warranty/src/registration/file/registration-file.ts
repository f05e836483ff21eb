import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RegistrationFileRefused } from '../registration.errors.js';
import { FileSlots } from './file-slots.js';
import type { FileFormat, FileRow } from './file-row.js';
import type { FileAnswer, FileOrder } from './file-worker.js';

/** What the grid of the largest workbook takes; a file that needs more ends its own thread and nothing else. */
const mostMegabytes = 512;
/** The largest file takes some seconds; a thread that says nothing for so long never will. */
const longestSilenceMilliseconds = 120_000;

/** Each thread takes memory; more files than this wait for their turn. */
const slots = new FileSlots(2);

/** The rows of a registration file, read in a thread of its own. Throws {@link RegistrationFileRefused} where it cannot be read on. */
export async function* rowsOf(content: Buffer, format: FileFormat): AsyncGenerator<FileRow> {
  for await (const rows of answersOf(content, format)) yield* rows;
}

/** Reads as far as the heading, so that a file that cannot be taken in at all is refused before anything is stored. */
export async function ensureReadable(content: Buffer, format: FileFormat): Promise<void> {
  const answers = answersOf(content, format);
  await answers.next();
  await answers.return(undefined);
}

async function* answersOf(content: Buffer, format: FileFormat): AsyncGenerator<readonly FileRow[], undefined> {
  const release = await slots.take();
  const thread = new ReadingThread({ content: Uint8Array.from(content), format });
  try {
    for (;;) {
      const answer = await thread.next();
      if ('unreadable' in answer) throw new RegistrationFileRefused(answer.unreadable, answer.line);
      if ('end' in answer) return undefined;
      yield answer.rows;
      thread.goOn();
    }
  } finally {
    await thread.end();
    release();
  }
}

class ReadingThread {
  private readonly worker: Worker;
  private settle: ((answer: FileAnswer) => void) | undefined;
  private kept: FileAnswer | undefined;
  private lastLine = 1;

  constructor(order: FileOrder) {
    // From sources, in tests, the thread needs what makes TypeScript run; it inherits nothing from the test's own loader.
    const extension = extname(import.meta.filename);
    const execArgv = extension === '.ts' ? ['--import', '@swc-node/register/esm-register'] : [];
    this.worker = new Worker(join(import.meta.dirname, `file-worker${extension}`), {
      execArgv,
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    this.worker.on('message', (answer: FileAnswer) => this.answer(answer));
    this.worker.on('error', (error: unknown) => this.answer({ unreadable: sentenceOf(error), line: this.lastLine }));
    this.worker.on('exit', () =>
      this.answer({ unreadable: 'The thread that reads it has ended.', line: this.lastLine }),
    );
  }

  next(): Promise<FileAnswer> {
    const { kept } = this;
    if (kept) {
      this.kept = undefined;
      return Promise.resolve(kept);
    }
    return new Promise((resolve) => {
      const deadline = setTimeout(() => void this.worker.terminate(), longestSilenceMilliseconds).unref();
      this.settle = (answer) => {
        clearTimeout(deadline);
        resolve(answer);
      };
    });
  }

  goOn(): void {
    this.worker.postMessage('next');
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private answer(answer: FileAnswer): void {
    if ('rows' in answer) this.lastLine = answer.rows.at(-1)?.line ?? this.lastLine;
    const { settle } = this;
    this.settle = undefined;
    if (settle) settle(answer);
    else this.kept ??= answer;
  }
}

function sentenceOf(error: unknown): string {
  const isOutOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isOutOfMemory
    ? 'It takes more memory than a file may; save the rows alone, as CSV or in parts.'
    : `It cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown reason'}.`;
}
