/** Something that runs until it is stopped or dies. */
export interface Running {
  /** Resolves, with a few words about how, when it has ended. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

export interface SupervisionOptions {
  readonly say: (text: string) => void;
  /** Resolves when the thing serves again after a restart. */
  readonly untilReady?: () => Promise<void>;
  /** First wait before a restart; doubled for each further death, up to the longest. */
  readonly firstDelayMilliseconds?: number;
  readonly longestDelayMilliseconds?: number;
  /** Having run so long, a death counts as the first one again. */
  readonly settledAfterMilliseconds?: number;
}

/** Starts something and keeps it running: when it dies it is started again after a growing delay, and that is said. */
export class Supervised {
  #running: Running | null = null;
  #starting: Promise<Running> | null = null;
  #stopping = false;
  #deaths = 0;
  readonly #deathListeners = new Set<(deaths: number) => void>();
  #wake: (() => void) | null = null;
  #watch: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly launch: () => Promise<Running>,
    private readonly options: SupervisionOptions,
  ) {}

  /** Calls back at each death with how many there were, until it is told to forget about it. */
  onDeath(listener: (deaths: number) => void): { forget(): void } {
    this.#deathListeners.add(listener);
    return { forget: () => void this.#deathListeners.delete(listener) };
  }

  /** The first start; its failure is the caller's. */
  async start(): Promise<void> {
    if (this.#stopping) {
      return;
    }
    const starting = this.launch();
    this.#starting = starting;
    const running = await starting;
    this.#running = running;
    if (this.#isStopping()) {
      await running.stop();
      return;
    }
    this.#watch = this.#keepRunning(running);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#starting?.catch(() => undefined);
    await this.#running?.stop();
    await this.#watch;
  }

  /** Stops it and starts it anew at once, as for a new build; not counted as a death. */
  async restart(): Promise<void> {
    await this.stop();
    this.#stopping = false;
    await this.start();
  }

  async #keepRunning(first: Running): Promise<void> {
    const {
      firstDelayMilliseconds = 500,
      longestDelayMilliseconds = 30_000,
      settledAfterMilliseconds = 60_000,
    } = this.options;
    let running: Running | null = first;
    let delay = firstDelayMilliseconds;
    let startedAt = performance.now();
    let reason = '';
    for (;;) {
      if (running !== null) {
        reason = await running.exited;
        delay = performance.now() - startedAt > settledAfterMilliseconds ? firstDelayMilliseconds : delay;
      }
      if (this.#stopping) {
        return;
      }
      this.#deaths += 1;
      this.options.say(`ended by itself (${reason}); starting it again in ${delay / 1_000} s`);
      this.#deathListeners.forEach((listener) => listener(this.#deaths));
      await this.#sleep(delay);
      delay = Math.min(delay * 2, longestDelayMilliseconds);
      startedAt = performance.now();
      ({ running, reason } = await this.#startAgain());
    }
  }

  async #startAgain(): Promise<{ running: Running | null; reason: string }> {
    if (this.#stopping) {
      return { running: null, reason: '' };
    }
    try {
      const running = await this.launch();
      this.#running = running;
      // Asked to stop while it was starting: nobody else knows of this one yet.
      if (this.#isStopping()) {
        await running.stop();
      } else {
        void this.#announceReady(running);
      }
      return { running, reason: '' };
    } catch (error) {
      this.#running = null;
      return { running: null, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async #announceReady(running: Running): Promise<void> {
    const gone = running.exited.then(() => false);
    const ready = this.options.untilReady?.().then(() => true) ?? Promise.resolve(true);
    const isBack = await Promise.race([ready, gone]).catch(() => false);
    if (isBack && !this.#stopping) {
      this.options.say('runs again');
    }
  }

  /** Asked anew after each wait: the answer may have changed meanwhile. */
  #isStopping(): boolean {
    return this.#stopping;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
