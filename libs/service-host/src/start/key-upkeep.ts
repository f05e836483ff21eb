import { systemSession } from '@rotables/domain-kernel';
import { IdempotencyKeys, type UnitOfWork } from '@rotables/persistence';

const everyMilliseconds = 3_600_000;

export interface KeyUpkeepOptions {
  readonly unitOfWork: UnitOfWork;
  /** Days for which a command that is sent again is answered from its key. */
  readonly keepDays: number;
  /** The database cannot do it now; it is tried again an hour later. */
  readonly onTrouble: (error: unknown) => void;
}

/** Forgets the idempotency keys that are too old, at the start and every hour: each keeps the answer of its command. */
export class KeyUpkeep {
  private readonly keys = new IdempotencyKeys();
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly options: KeyUpkeepOptions) {}

  start(): void {
    this.underWay = this.forget();
    this.timer = setInterval(() => {
      this.underWay = this.forget();
    }, everyMilliseconds);
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.underWay;
  }

  private async forget(): Promise<void> {
    const { unitOfWork, keepDays, onTrouble } = this.options;
    try {
      await unitOfWork.run(systemSession('key-upkeep'), () => this.keys.forgetOlderThan(keepDays), { patient: true });
    } catch (error) {
      onTrouble(error);
    }
  }
}
