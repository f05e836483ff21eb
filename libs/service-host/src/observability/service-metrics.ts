import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface OutboxFigures {
  readonly depth: number;
  readonly oldestAgeSeconds: number;
  readonly publishedSinceStart: number;
}

interface InboxFigures {
  readonly openDeadLetters: number;
  readonly parkedKeys: number;
  readonly oldestParkedSeconds: number | null;
}

/** Where the figures of the gauges come from; asked at every scrape. */
export interface FigureSources {
  consumer(): {
    readonly lag: number | null;
    readonly stalled: boolean;
    readonly fault: string | null;
    readonly backingOff: number;
    readonly received: number;
  };
  pool(): { readonly inUse: number; readonly waiting: number };
  outbox(): Promise<OutboxFigures>;
  inbox(): Promise<InboxFigures>;
}

const latencyBucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Sampling the event loop every ten milliseconds, the default, would keep an idle process awake. */
const eventLoopPrecisionMilliseconds = 500;

/** The Prometheus figures of one service, in a registry of its own, since several services may share a process. */
export class ServiceMetrics {
  private readonly registry = new Registry();
  private readonly commandSeconds: Histogram<'command' | 'outcome'>;
  private readonly setAside: Counter<'reason'>;
  private outbox: OutboxFigures | null = null;
  private inbox: InboxFigures | null = null;

  constructor(
    service: string,
    private readonly sources: FigureSources,
  ) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: eventLoopPrecisionMilliseconds });
    this.commandSeconds = new Histogram({
      name: 'rotables_command_seconds',
      help: 'From the arrival of a command at its handler to its commit, or to its refusal.',
      labelNames: ['command', 'outcome'],
      buckets: latencyBucketsSeconds,
      registers: [this.registry],
    });
    this.setAside = new Counter({
      name: 'rotables_dead_letters_total',
      help: 'Events set aside since the start, each with its key.',
      labelNames: ['reason'],
      registers: [this.registry],
    });
    this.addGauges();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** `outcome` is `done`, `replayed`, or the code of the error. */
  observeCommand(command: string, outcome: string, seconds: number): void {
    this.commandSeconds.observe({ command, outcome }, seconds);
  }

  countDeadLetter(reason: string): void {
    this.setAside.inc({ reason });
  }

  /** Everything in the text format of Prometheus; without the database, all that is known without it. */
  async text(): Promise<string> {
    const [outbox, inbox] = await Promise.allSettled([this.sources.outbox(), this.sources.inbox()]);
    this.outbox = outbox.status === 'fulfilled' ? outbox.value : null;
    this.inbox = inbox.status === 'fulfilled' ? inbox.value : null;
    return this.registry.metrics();
  }

  private addGauges(): void {
    const { sources } = this;
    const consumer = () => sources.consumer();
    this.addGauge('consumer_lag', 'Events published and not yet processed here.', () => consumer().lag);
    this.addGauge('consumer_stalled', '1 while there is lag that does not shrink.', () => Number(consumer().stalled));
    this.addGauge('consumer_fault', '1 while a fault keeps it from its work.', () => Number(consumer().fault !== null));
    this.addGauge('consumer_backing_off', 'Partitions that wait out a fault.', () => consumer().backingOff);
    this.addGauge('consumer_received', 'Events received and committed since the start.', () => consumer().received);
    this.addGauge('outbox_depth', 'Events committed and not yet published.', () => this.outbox?.depth);
    this.addGauge('outbox_oldest_seconds', 'Age of the oldest of them.', () => this.outbox?.oldestAgeSeconds);
    this.addGauge('outbox_published', 'Events published since the start.', () => this.outbox?.publishedSinceStart);
    this.addGauge(
      'dead_letters',
      'Events that an operator has to decide on, or that wait behind such.',
      () => this.inbox?.openDeadLetters,
    );
    this.addGauge('parked_keys', 'Aggregates whose events wait.', () => this.inbox?.parkedKeys);
    this.addGauge(
      'parked_oldest_seconds',
      'Since when the first of them waits.',
      () => this.inbox?.oldestParkedSeconds,
    );
    this.addGauge('pool_in_use', 'Database connections in use.', () => sources.pool().inUse);
    this.addGauge('pool_waiting', 'Pieces of work that wait for a database connection.', () => sources.pool().waiting);
  }

  private addGauge(name: string, help: string, read: () => number | null | undefined): void {
    new Gauge({
      name: `rotables_${name}`,
      help,
      registers: [this.registry],
      collect() {
        const value = read() ?? null;
        // A figure that is not known is left out: zero would be read as "all is well".
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  }
}
