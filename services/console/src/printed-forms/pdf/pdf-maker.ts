import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError } from '@rotables/domain-kernel';
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
/** Threads, each with its own fonts; more would take the processor from those who do not print. */
const mostThreads = 2;
/** Of one person at a time; whoever prints a pile gets it sheet by sheet, and the next person's receipt comes between. */
const mostOfPerson = 10;

interface Waiting {
  readonly person: string;
  readonly order: PrintOrder;
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  current: { readonly id: number; readonly waiting: Waiting; readonly deadline: NodeJS.Timeout } | null;
}

export class TooMuchToPrint extends DomainError {
  readonly code = 'too-much-to-print';
  readonly kind = 'too-many';

  constructor() {
    super(
      `${mostOfPerson} forms are being made for you already, and no more are taken at once. Wait until they are there, and print the next.`,
      { mostAtOnce: mostOfPerson },
    );
  }
}

/**
 * Makes PDFs in a few threads, which start when there is something to print and keep their fonts open. People take turns: of those who wait,
 * whoever has had the fewest made lately is next. Nobody's forms are lost because another's thread ends.
 */
export class PdfMaker {
  private readonly threads: Thread[] = [];
  private readonly queue: Waiting[] = [];
  /** How many forms each person has asked for and not got yet. */
  private readonly asked = new Map<string, number>();
  private lastId = 0;

  /**
   * One form for a person, from the first thing that is read for it to its last page: whoever asks for a pile is refused before the services
   * are asked for any of it, or they would be busy with that for everybody else. Throws {@link TooMuchToPrint}.
   */
  async forPerson<Result>(person: string, work: () => Promise<Result>): Promise<Result> {
    const own = this.asked.get(person) ?? 0;
    if (own >= mostOfPerson) throw new TooMuchToPrint();
    this.asked.set(person, own + 1);
    try {
      return await work();
    } finally {
      const left = (this.asked.get(person) ?? 1) - 1;
      if (left === 0) this.asked.delete(person);
      else this.asked.set(person, left);
    }
  }

  /** `person` is for whom it is made. */
  make(order: PrintOrder, person: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ person, order, resolve, reject });
      this.goOn();
    });
  }

  async close(): Promise<void> {
    this.queue.splice(0).forEach(({ reject }) => reject(new Error('The console is being stopped.')));
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }

  private goOn(): void {
    while (this.queue.length > 0) {
      const thread = this.threads.find(({ current }) => current === null) ?? this.another();
      if (thread === null) return;
      const waiting = this.takeNext();
      const id = (this.lastId += 1);
      const deadline = setTimeout(() => void thread.worker.terminate(), longestMilliseconds).unref();
      thread.current = { id, waiting, deadline };
      thread.worker.postMessage({ id, ...waiting.order } satisfies PdfOrder);
    }
  }

  /** Somebody else's turn comes before the next of a person for whom one is being made. */
  private takeNext(): Waiting {
    const served = new Set(this.threads.flatMap(({ current }) => current?.waiting.person ?? []));
    const index = Math.max(
      0,
      this.queue.findIndex(({ person }) => !served.has(person)),
    );
    const [next] = this.queue.splice(index, 1);
    if (next === undefined) throw new Error('Nothing waits to be printed.');
    return next;
  }

  private another(): Thread | null {
    if (this.threads.length >= mostThreads) return null;
    // From sources, in tests, the thread needs what makes TypeScript run; it inherits nothing from the test's own loader.
    const extension = extname(import.meta.filename);
    const execArgv = extension === '.ts' ? ['--import', '@swc-node/register/esm-register'] : [];
    const worker = new Worker(join(import.meta.dirname, `pdf-worker${extension}`), { execArgv });
    const thread: Thread = { worker, current: null };
    worker.unref();
    worker.on('message', (answer: PdfAnswer) => this.settle(thread, answer));
    worker.on('error', (error) => this.fail(thread, error));
    worker.on('exit', (code) => this.fail(thread, new Error(`The thread that makes PDFs has ended with ${code}.`)));
    this.threads.push(thread);
    return thread;
  }

  private settle(thread: Thread, answer: PdfAnswer): void {
    const { current } = thread;
    if (current?.id !== answer.id) return;
    clearTimeout(current.deadline);
    thread.current = null;
    if ('pdf' in answer) current.waiting.resolve(Buffer.from(answer.pdf));
    else current.waiting.reject(new Error(answer.failure));
    this.goOn();
  }

  /** What it was making is lost; what waits goes to another thread. */
  private fail(thread: Thread, error: unknown): void {
    const index = this.threads.indexOf(thread);
    if (index < 0) return;
    this.threads.splice(index, 1);
    const { current } = thread;
    if (current !== null) {
      clearTimeout(current.deadline);
      current.waiting.reject(error instanceof Error ? error : new Error(String(error)));
    }
    this.goOn();
  }
}
