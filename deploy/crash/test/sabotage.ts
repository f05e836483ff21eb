import { InboxStore, type Claim, type ClaimEntry, type Standing } from '@rotables/inbox';
import { OutboxRelay } from '@rotables/outbox';
import { IdempotencyKeys } from '@rotables/persistence';

/** Takes every delivery for a new event. */
export class WithoutDedupe extends InboxStore {
  override async claim(entries: readonly ClaimEntry[]): Promise<readonly Claim[]> {
    return (await super.claim(entries)).map((claim) => ({ ...claim, isNew: true, isRepetition: false }));
  }

  override async standing(...event: Parameters<InboxStore['standing']>): Promise<Standing> {
    return { ...(await super.standing(...event)), isDone: false, takenBy: null };
  }
}

/** Publishes what it has read, however long ago it read it. */
export class WithoutFence extends OutboxRelay {
  protected override ensureStillHeld(): void {
    // Taken out.
  }
}

/** Does the work anew at every request. */
export class WithoutIdempotencyKeys extends IdempotencyKeys {
  override claim(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override complete(): Promise<void> {
    return Promise.resolve();
  }
}
