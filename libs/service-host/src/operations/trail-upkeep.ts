import type { EventContract } from '@rotables/contracts';
import { systemSession } from '@rotables/domain-kernel';
import { appendEvents, daysToAnchor, keepAnchor } from '@rotables/outbox';
import type { UnitOfWork } from '@rotables/persistence';

const everyMilliseconds = 3_600_000;

export interface TrailUpkeepOptions {
  readonly service: string;
  readonly unitOfWork: UnitOfWork;
  readonly contracts: ReadonlyMap<string, EventContract>;
  /** The database cannot do it now; it is tried again an hour later. */
  readonly onTrouble: (error: unknown) => void;
}

/** The type of the event by which a service tells the others what a day of its trail adds up to. */
export function anchorTypeOf(service: string): string {
  return `${service}.trail-anchored.v1`;
}

/** X8: tells the other services once a day what the trail of the day before adds up to; looks at the start and every hour. */
export class TrailUpkeep {
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly options: TrailUpkeepOptions) {}

  start(): void {
    this.underWay = this.anchor();
    this.timer = setInterval(() => {
      this.underWay = this.anchor();
    }, everyMilliseconds);
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.underWay;
  }

  private async anchor(): Promise<void> {
    const { service, unitOfWork, contracts, onTrouble } = this.options;
    const contract = contracts.get(anchorTypeOf(service));
    if (contract === undefined) return;
    try {
      await unitOfWork.run(systemSession('trail'), () => anchorDays(service, contract), { patient: true });
    } catch (error) {
      onTrouble(error);
    }
  }
}

async function anchorDays(service: string, { type, topic }: EventContract): Promise<void> {
  for (const { day, events, digest } of await daysToAnchor(service)) {
    const { before, isNew } = await keepAnchor(service, { day, events, digest });
    if (!isNew) continue;
    await appendEvents({ topic, key: service, city: null, version: before }, [
      { type, body: { service, day, events, digest } },
    ]);
  }
}
