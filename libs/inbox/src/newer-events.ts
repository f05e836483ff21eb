import { InboxWork, type InboxOptions } from './inbox-settings.js';
import type { InboxStore, KeyPlace } from './inbox-store.js';
import { asFault, SingleProcessing } from './single-processing.js';
import { isTransient } from './transient.js';

/** Keys that are looked up at once; each is then processed in transactions of its own. */
const keysPerLookUp = 100;

/**
 * Events that are newer than the service wait with their keys. An upgraded service takes them up, in order and without anybody's help: each key
 * is tried once by each knowledge of events, so that a service that does not know them either leaves them alone.
 */
export class NewerEvents {
  private readonly work: InboxWork;
  private readonly single: SingleProcessing;

  constructor(options: InboxOptions, store?: InboxStore) {
    this.work = new InboxWork(options, store);
    this.single = new SingleProcessing(this.work);
  }

  /**
   * Returns how many events took effect. Call it when the handlers are known, and again from time to time: a process of the release before may
   * set events aside as long as it runs. Several may call it at once. Throws a TransientFault when a repetition may succeed.
   */
  async takeUp(): Promise<number> {
    let processed = 0;
    for (let after: KeyPlace | null = null; ;) {
      const keys = await this.unread(after);
      for (const { topic, key } of keys) {
        const drained = await this.single.drain(topic, key, 'the service knows the event now');
        processed += drained.processed;
      }
      after = keys.at(-1) ?? null;
      if (keys.length < keysPerLookUp) return processed;
    }
  }

  private async unread(after: KeyPlace | null): Promise<readonly KeyPlace[]> {
    try {
      const wanted = { readBy: this.work.knowledge() };
      return await this.work.run(() => this.work.store.keysToTry(wanted, after, keysPerLookUp));
    } catch (error) {
      throw isTransient(error) ? asFault(error) : error;
    }
  }
}
