import type { Logger } from 'pino';

/** A shutdown takes at most so long; whoever supervises the process may then end it. */
export const longestShutdownMilliseconds = 8_000;

interface Step {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** What has to be given back, in the reverse order of its taking. A step that fails or hangs does not keep the others. */
export class Shutdown {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly log: Logger,
    private readonly longestMilliseconds = longestShutdownMilliseconds,
  ) {}

  /** Runs before everything that was named so far. */
  later(name: string, run: () => Promise<unknown>): void {
    this.steps.push({ name, run });
  }

  run(): Promise<void> {
    this.running ??= this.runSteps();
    return this.running;
  }

  private async runSteps(): Promise<void> {
    const deadline = performance.now() + this.longestMilliseconds;
    for (const { name, run } of this.steps.toReversed()) {
      try {
        await within(Math.max(0, deadline - performance.now()), run());
      } catch (error) {
        this.log.warn({ err: error, step: name }, 'a step of the shutdown did not end well');
      }
    }
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${Math.round(milliseconds)} ms.`)), milliseconds);
  });
  try {
    await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
