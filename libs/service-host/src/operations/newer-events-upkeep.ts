import type { NewerEvents } from '@rotables/inbox';

const everyMilliseconds = 30_000;

export interface NewerEventsUpkeepOptions {
  readonly newerEvents: NewerEvents;
  readonly onTakenUp: (events: number) => void;
  /** The database cannot do it now; it is tried again half a minute later. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Takes up the events that were newer than the release before, at the start and every half minute: while a service is upgraded process by process,
 * the old ones still set events aside. Where nothing of the kind waits it is one look into an empty table.
 */
export class NewerEventsUpkeep {
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly options: NewerEventsUpkeepOptions) {}

  /** Call it when the consumers are known. */
  start(): void {
    this.underWay = this.takeUp();
    this.timer = setInterval(() => {
      this.underWay = this.underWay.then(() => this.takeUp());
    }, everyMilliseconds);
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.underWay;
  }

  private async takeUp(): Promise<void> {
    const { newerEvents, onTakenUp, onTrouble } = this.options;
    try {
      const events = await newerEvents.takeUp();
      if (events > 0) onTakenUp(events);
    } catch (error) {
      onTrouble(error);
    }
  }
}
