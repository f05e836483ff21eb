import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Sheet } from '../sheet.js';
import type { Language } from '../words.js';
import type { PrintedBy } from './lay-out.js';

export interface PrintOrder {
  readonly sheet: Sheet;
  readonly language: Language;
  /** Stands above the title; empty for none. */
  readonly organisation: string;
  readonly by: PrintedBy;
}

export interface PdfOrder extends PrintOrder {
  readonly id: number;
}

export type PdfAnswer =
  { readonly id: number; readonly pdf: Uint8Array } | { readonly id: number; readonly failure: string };

/** The longest form takes a tenth of it; a thread that is over it will never answer, and is ended. */
const longestMilliseconds = 60_000;

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly deadline: NodeJS.Timeout;
}

/** Makes PDFs in a thread of its own, one after the other; the thread starts with the first and keeps its fonts open. */
export class PdfMaker {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  make(order: PrintOrder): Promise<Buffer> {
    const worker = (this.worker ??= this.start());
    const id = (this.lastId += 1);
    worker.postMessage({ id, ...order } satisfies PdfOrder);
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => void worker.terminate(), longestMilliseconds).unref();
      this.waiting.set(id, { resolve, reject, deadline });
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    // From sources, in tests, the thread needs what makes TypeScript run; it inherits nothing from the test's own loader.
    const extension = extname(import.meta.filename);
    const execArgv = extension === '.ts' ? ['--import', '@swc-node/register/esm-register'] : [];
    const worker = new Worker(join(import.meta.dirname, `pdf-worker${extension}`), { execArgv });
    worker.unref();
    worker.on('message', (answer: PdfAnswer) => this.settle(answer));
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', (code) => this.fail(new Error(`The thread that makes PDFs has ended with ${code}.`)));
    return worker;
  }

  private settle(answer: PdfAnswer): void {
    const waiting = this.waiting.get(answer.id);
    clearTimeout(waiting?.deadline);
    this.waiting.delete(answer.id);
    if ('pdf' in answer) waiting?.resolve(Buffer.from(answer.pdf));
    else waiting?.reject(new Error(answer.failure));
  }

  /** The next order starts another thread. */
  private fail(error: unknown): void {
    this.worker = undefined;
    const reason = error instanceof Error ? error : new Error(String(error));
    this.waiting.forEach(({ reject, deadline }) => {
      clearTimeout(deadline);
      reject(reason);
    });
    this.waiting.clear();
  }
}
