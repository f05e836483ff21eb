import { TransientFault, type DeliveredMessage, type EventEnvelope } from '@rotables/event-bus';
import { isNewer, type ReadEvent, type UnreadableMessage } from './event-reader.js';
import type { DeadLetterToStore, Obstacle, ParkingReason, Standing, StoredLetter } from './inbox-store.js';
import type { InboxWork } from './inbox-settings.js';
import { describeError, isTransient } from './transient.js';

/** Where a drain of a parked key ended. */
export interface DrainResult {
  /** Letters processed by this drain. */
  readonly processed: number;
  /** Null when nothing waits any more and the key is free. */
  readonly blockedBy: ParkingReason | null;
}

type DrainStep = 'next' | 'free' | ParkingReason;

/**
 * Messages one by one, each in a transaction of its own under its key's lock: the careful way, taken for keys that are not in order.
 * Every method throws {@link TransientFault} when a repetition may succeed, and may then simply be repeated.
 */
export class SingleProcessing {
  constructor(private readonly work: InboxWork) {}

  async process(delivered: DeliveredMessage): Promise<void> {
    const read = this.work.reader.read(delivered);
    if (read.kind === 'unreadable') {
      await this.transaction(() => this.bury(read));
      return;
    }
    let result: 'done' | 'drain';
    try {
      result = await this.work.run(() => this.attempt(read), read.envelope.traceparent);
    } catch (error) {
      if (isTransient(error)) throw asFault(error);
      await this.transaction(() => this.buryFailed(read, error));
      return;
    }
    if (result === 'drain') await this.drain(read.envelope.topic, read.envelope.key, 'what it waited for has come');
  }

  /** Processes what waits behind a parked key, in order, until nothing is left or something stands in the way again. */
  async drain(topic: string, key: string, why: string, actor: string = this.work.session.actor): Promise<DrainResult> {
    for (let processed = 0; ;) {
      const step = await this.drainStep(topic, key, why, actor);
      if (step === 'next') processed += 1;
      else return { processed, blockedBy: step === 'free' ? null : step };
    }
  }

  private async attempt(event: ReadEvent): Promise<'done' | 'drain'> {
    const { store } = this.work;
    const { topic, key, sequence } = event.envelope;
    await store.lockKey(topic, key);
    const standing = await store.standing(topic, key, sequence, event.envelope.id);
    // A repetition may come after a drain that was interrupted; it is taken up again then.
    if (standing.isDone) return standing.parked === 'gap' ? 'drain' : 'done';
    if (standing.takenBy !== null) {
      await this.setAside({
        ...event,
        reason: 'identity-conflict',
        error: conflictOf(event.envelope, standing.takenBy),
      });
      return 'done';
    }
    if (!standing.predecessorDone || isBlocked(standing)) {
      const waitedBefore = await this.letWait(event, standing.parked !== null);
      return waitedBefore && mayBeTakenUp(standing) ? 'drain' : 'done';
    }
    const [claim] = await store.claim([{ envelope: event.envelope, outcome: this.work.outcomeOf(event) }]);
    if (claim?.isNew === true) await this.work.handle(event);
    return standing.parked === null ? 'done' : 'drain';
  }

  /** Whether it was among the letters before. */
  private async letWait(event: ReadEvent, isParked: boolean): Promise<boolean> {
    const { store } = this.work;
    const { topic, key, sequence } = event.envelope;
    const error = isParked
      ? 'Waits behind its key, which is parked.'
      : `Event ${sequence} of the key came before its event ${sequence - 1}.`;
    const letter = { ...event, reason: 'waiting', error } as const;
    const waitedBefore = (await store.addDeadLetter(letter)) === null;
    if (!isParked) {
      await store.park(topic, key, { missingSequence: sequence - 1 });
      this.work.tellSetAside(letter);
    }
    return waitedBefore;
  }

  /** A message that cannot be read, or whose handler failed: into the dead letters, its key parked, in one transaction. */
  private async bury(letter: DeadLetterToStore | UnreadableMessage): Promise<void> {
    const { store } = this.work;
    const { message, envelope } = letter;
    const { topic, key } = message;
    if (key === null) {
      if ((await store.addDeadLetter(letter)) !== null) this.work.tellSetAside(letter);
      return;
    }
    await store.lockKey(topic, key);
    const standing = envelope === null ? null : await store.standing(topic, key, envelope.sequence, envelope.id);
    if (standing?.isDone === true) return;
    const deadLetterId = await store.addDeadLetter(letter);
    if (deadLetterId === null) return;
    this.work.tellSetAside(letter);
    if (envelope !== null && standing !== null)
      await this.parkBehind(envelope, standing, this.work.obstacle(deadLetterId, letter.reason));
    else if (!(await store.isParked(topic, key))) await store.park(topic, key, { deadLetterId });
  }

  private async parkBehind(
    { topic, key, sequence }: EventEnvelope,
    standing: Standing,
    obstacle: Obstacle,
  ): Promise<void> {
    const { store } = this.work;
    // Of two with one number the first stands in the way: a newer event must not make a poison one try itself again.
    if (standing.parked === 'newer' || (standing.parked === 'poison' && 'readBy' in obstacle)) return;
    if (standing.predecessorDone) await store.park(topic, key, obstacle);
    else if (standing.parked === null) await store.park(topic, key, { missingSequence: sequence - 1 });
  }

  /** An event that may not take effect, whatever waits behind its key. */
  private async setAside(letter: DeadLetterToStore & { readonly envelope: EventEnvelope }): Promise<void> {
    const { topic, key } = letter.envelope;
    const deadLetterId = await this.work.store.addDeadLetter(letter);
    if (deadLetterId === null) return;
    await this.work.store.park(topic, key, { deadLetterId });
    this.work.tellSetAside(letter);
  }

  private buryFailed(event: ReadEvent, error: unknown): Promise<void> {
    return this.bury({ ...event, reason: 'handler-failed', error: describeError(error) });
  }

  private async drainStep(topic: string, key: string, why: string, actor: string): Promise<DrainStep> {
    const inHand: { letter: StoredLetter | null } = { letter: null };
    try {
      return await this.work.run(async () => {
        await this.work.store.lockKey(topic, key);
        const isParked = await this.work.store.isParked(topic, key);
        const letter = isParked ? await this.work.store.nextLetter(topic, key) : null;
        inHand.letter = letter;
        if (letter !== null) return this.drainLetter(topic, key, letter, why, actor);
        await this.work.store.unpark(topic, key);
        return 'free';
      });
    } catch (error) {
      if (isTransient(error)) throw asFault(error);
      const { letter } = inHand;
      if (letter === null) throw error;
      await this.transaction(() => this.failAgain(topic, key, letter, error));
      return 'poison';
    }
  }

  private async drainLetter(
    topic: string,
    key: string,
    letter: StoredLetter,
    why: string,
    actor: string,
  ): Promise<DrainStep> {
    const { store, reader } = this.work;
    const inTheWay =
      letter.sequence === null ? null : await this.stepBefore(topic, key, letter, letter.sequence, actor);
    if (inTheWay !== null) return inTheWay;
    const read = reader.read(letter.message, letter.mendedValue ?? letter.message.value);
    if (read.kind === 'unreadable') {
      await store.failLetter(letter.id, read.reason, read.error);
      await store.park(topic, key, this.work.obstacle(letter.id, read.reason));
      return isNewer(read.reason) ? 'newer' : 'poison';
    }
    await store.claim([{ envelope: read.envelope, outcome: this.work.outcomeOf(read) }]);
    await this.work.handle(read);
    await store.settleLetter(letter.id, 'processed', actor, why);
    return 'next';
  }

  /** What a letter whose place in the order is known comes to without being tried; null when it is its turn. */
  private async stepBefore(
    topic: string,
    key: string,
    { id, eventId }: StoredLetter,
    sequence: number,
    actor: string,
  ): Promise<DrainStep | null> {
    const { store } = this.work;
    const standing = await store.standing(topic, key, sequence, eventId);
    if (standing.isDone) {
      await store.settleLetter(id, 'processed', actor, 'the event was processed from another delivery');
      return 'next';
    }
    if (standing.takenBy !== null) {
      const event = { topic, key, sequence, id: eventId ?? '' };
      await store.failLetter(id, 'identity-conflict', conflictOf(event, standing.takenBy));
      await store.park(topic, key, { deadLetterId: id });
      return 'poison';
    }
    if (standing.predecessorDone) return null;
    await store.park(topic, key, { missingSequence: sequence - 1 });
    return 'gap';
  }

  private async failAgain(topic: string, key: string, letter: StoredLetter, error: unknown): Promise<void> {
    await this.work.store.lockKey(topic, key);
    await this.work.store.failLetter(letter.id, 'handler-failed', describeError(error));
    await this.work.store.park(topic, key, { deadLetterId: letter.id });
  }

  /** A transaction in which no handler runs: what fails here without being transient is a defect and rises as it is. */
  private async transaction(work: () => Promise<void>): Promise<void> {
    try {
      await this.work.run(work);
    } catch (error) {
      throw isTransient(error) ? asFault(error) : error;
    }
  }
}

/** Whether an event stands in the way; one behind a gap may be the missing one. */
function isBlocked({ parked }: Standing): boolean {
  return parked === 'poison' || parked === 'newer';
}

/** The event in the way was newer than another process, and comes again to this one, which can read it. */
function mayBeTakenUp({ parked, predecessorDone }: Standing): boolean {
  return parked === 'newer' && predecessorDone;
}

/** What has happened, as an operator has to know it. */
function conflictOf(
  { topic, key, sequence, id }: Pick<EventEnvelope, 'topic' | 'key' | 'sequence' | 'id'>,
  takenBy: string,
): string {
  return (
    `Event ${sequence} of ${key} on ${topic} has the id ${id}, but was taken in with the id ${takenBy} before. Its service lost what it had told ` +
    'and told it otherwise (a restored database), or somebody else wrote to the topic. Find out which is true before you skip either.'
  );
}

/** The fault that asks the bus to deliver the same messages again. */
export function asFault(error: unknown): TransientFault {
  return error instanceof TransientFault ? error : new TransientFault(describeError(error), error);
}
