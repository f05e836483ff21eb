import type { DeliveredMessage, MessageReceiver } from '@rotables/event-bus';
import type { ReadEvent } from './event-reader.js';
import { InboxWork, type InboxOptions } from './inbox-settings.js';
import type { Claim, InboxStore } from './inbox-store.js';
import { asFault, SingleProcessing } from './single-processing.js';
import { isTransient } from './transient.js';

/** One message of a batch; an unreadable one, or one of a key that is not in order, goes the careful way. */
interface Incoming {
  readonly message: DeliveredMessage;
  readonly event: ReadEvent | null;
  readonly keyName: string;
}

/** These keys cannot go with the rest of the batch. Thrown to roll the batch back. */
class KeysOutOfOrder extends Error {
  constructor(readonly keyNames: ReadonlySet<string>) {
    super('Some keys of the batch are parked, have a gap, or failed.');
  }
}

/** After so many roll-backs of a batch the rest of it goes message by message. */
const mostRounds = 3;

/**
 * Turns delivered messages into effects, each once. A whole batch is one transaction: the inbox rows first, then the handlers in
 * order. Keys that are not in order are taken out and go message by message.
 */
export class InboxReceiver implements MessageReceiver {
  private readonly work: InboxWork;
  private readonly single: SingleProcessing;

  constructor(options: InboxOptions, store?: InboxStore) {
    this.work = new InboxWork(options, store);
    this.single = new SingleProcessing(this.work);
  }

  async receive(batch: readonly DeliveredMessage[]): Promise<void> {
    const incoming = batch.map((message) => this.incoming(message));
    const careful = new Set(incoming.filter(({ event }) => event === null).map(({ keyName }) => keyName));
    let committed = false;
    for (let round = 0; !committed && round < mostRounds; round += 1) {
      committed = await this.commitTogether(incoming, careful);
    }
    for (const { message, keyName } of incoming) {
      if (!committed || careful.has(keyName)) await this.single.process(message);
    }
  }

  /**
   * Tries all keys but the careful ones in one transaction; true when they are committed, or none is left. On trouble nothing is
   * committed and the keys in question join the careful ones.
   */
  private async commitTogether(incoming: readonly Incoming[], careful: Set<string>): Promise<boolean> {
    const events = incoming.flatMap(({ event, keyName }) => (event === null || careful.has(keyName) ? [] : [event]));
    if (events.length === 0) return true;
    try {
      await this.work.run(() => this.processTogether(events));
      return true;
    } catch (error) {
      if (error instanceof KeysOutOfOrder) {
        for (const keyName of error.keyNames) careful.add(keyName);
        return false;
      }
      if (isTransient(error)) throw asFault(error);
      // Found only at the commit: nobody can tell whose fault it is before each goes alone.
      for (const { keyName } of incoming) careful.add(keyName);
      return true;
    }
  }

  private async processTogether(events: readonly ReadEvent[]): Promise<void> {
    const claims = await this.work.store.claim(
      events.map((event) => ({ envelope: event.envelope, outcome: this.work.outcomeOf(event) })),
    );
    for (const run of this.runsOf(this.inOrder(events, claims))) {
      try {
        await this.handleRun(run);
      } catch (error) {
        if (isTransient(error)) throw error;
        throw new KeysOutOfOrder(new Set(run.map(({ envelope }) => keyNameOf(envelope.topic, envelope.key))));
      }
    }
  }

  /** Events one after the other that are handled at once: of one type whose handlers take them together; each other event alone. */
  private runsOf(events: readonly ReadEvent[]): ReadEvent[][] {
    const runs: ReadEvent[][] = [];
    for (const event of events) {
      const last = runs.at(-1);
      const joins = last?.[0]?.envelope.type === event.envelope.type && this.work.takesTogether(event);
      if (joins) last.push(event);
      else runs.push([event]);
    }
    return runs;
  }

  private async handleRun(run: readonly ReadEvent[]): Promise<void> {
    const [first] = run;
    if (first === undefined) return;
    if (run.length === 1) await this.work.handle(first);
    else await this.work.handleTogether(first.envelope.type, run);
  }

  /** The events that are new, each after its predecessor. Throws {@link KeysOutOfOrder} with all keys of which that cannot be said. */
  private inOrder(events: readonly ReadEvent[], claims: readonly Claim[]): ReadEvent[] {
    const lastDone = new Map<string, number>();
    const outOfOrder = new Set<string>();
    const seen = new Map<string, string>();
    const fresh = events.filter(({ envelope }, index) => {
      const claim = claims[index];
      const keyName = keyNameOf(envelope.topic, envelope.key);
      if (claim === undefined || claim.keyParked) {
        outOfOrder.add(keyName);
        return false;
      }
      const eventName = `${keyName}\n${envelope.sequence}`;
      // Of an event that is twice in one batch the claim calls both new.
      const earlier = seen.get(eventName);
      if (claim.isRepetition || earlier === envelope.id) return false;
      // Another event has its number, or has taken it this very moment: under the key's lock it can be told which.
      if (!claim.isNew || earlier !== undefined) {
        outOfOrder.add(keyName);
        return false;
      }
      seen.set(eventName, envelope.id);
      if (!claim.predecessorDone && lastDone.get(keyName) !== envelope.sequence - 1) outOfOrder.add(keyName);
      lastDone.set(keyName, envelope.sequence);
      return true;
    });
    if (outOfOrder.size > 0) throw new KeysOutOfOrder(outOfOrder);
    return fresh;
  }

  private incoming(message: DeliveredMessage): Incoming {
    const read = this.work.reader.read(message);
    return {
      message,
      event: read.kind === 'event' ? read : null,
      keyName: keyNameOf(message.topic, message.key ?? ''),
    };
  }
}

function keyNameOf(topic: string, key: string): string {
  return `${topic}\n${key}`;
}
