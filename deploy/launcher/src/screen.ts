/** What the person at the terminal reads: one line at a time, each with the seconds since the start. */
export class Screen {
  readonly #startedAt = performance.now();

  constructor(private readonly write: (text: string) => void) {}

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1_000;
  }

  line(text: string): void {
    this.write(`[${this.seconds.toFixed(1).padStart(5)} s] ${text}\n`);
  }

  /** For one part of the start: `progress('Kafka')` gives a function that says what Kafka does. */
  progress(subject: string): (text: string) => void {
    return (text) => this.line(`${subject}: ${text}`);
  }

  block(lines: readonly string[]): void {
    this.write(`\n${lines.join('\n')}\n\n`);
  }

  /**
   * Shows that work goes on: what it does, every few seconds that it still does, and how long it took.
   * @returns the work's result
   */
  async during<T>(subject: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const elapsed = (): string => `${((performance.now() - started) / 1_000).toFixed(1)} s`;
    const reminder = setInterval(() => this.line(`${subject}: still waiting (${elapsed()})`), 5_000);
    try {
      const result = await work();
      this.line(`${subject}: ready after ${elapsed()}`);
      return result;
    } finally {
      clearInterval(reminder);
    }
  }
}
