import { DomainError } from '@rotables/domain-kernel';

export class DeadLetterNotFound extends DomainError {
  readonly code = 'dead-letter-not-found';
  readonly kind = 'not-found';

  constructor(deadLetterId: string) {
    super(
      `deadLetterId is ${deadLetterId}, but there is no such dead letter; take one from the list of dead letters.`,
      {
        deadLetterId,
      },
    );
  }
}

export class DeadLetterSettled extends DomainError {
  readonly code = 'dead-letter-settled';
  readonly kind = 'conflict';

  constructor(deadLetterId: string, state: string) {
    super(`Dead letter ${deadLetterId} is ${state} already and is not changed any more; only open ones are.`, {
      deadLetterId,
      state,
    });
  }
}

export class DeadLetterNotMendable extends DomainError {
  readonly code = 'dead-letter-not-mendable';
  readonly kind = 'refused';

  constructor(deadLetterId: string, reason: string, wayOut: string) {
    super(`Dead letter ${deadLetterId} (${reason}) cannot be mended by another body: ${wayOut}`, {
      deadLetterId,
      reason,
    });
  }
}

export class KeyNotParked extends DomainError {
  readonly code = 'key-not-parked';
  readonly kind = 'not-found';

  constructor(topic: string, key: string) {
    super(
      `Key ${key} of ${topic} is not parked, so there is nothing to release; take one from the list of parked keys.`,
      {
        topic,
        key,
      },
    );
  }
}

export class GapStillOpen extends DomainError {
  readonly code = 'gap-still-open';
  readonly kind = 'refused';

  constructor(topic: string, key: string, missingSequence: number) {
    super(
      `Key ${key} of ${topic} waits for its event ${missingSequence}, which has not arrived. Have its service redeliver it, or release the key ` +
        'with acceptGap if it is lost for good.',
      { topic, key, missingSequence },
    );
  }
}

/** The database, or something that a handler needs, is not there at the moment. */
export class InboxUnavailable extends DomainError {
  readonly code = 'inbox-unavailable';
  readonly kind = 'unavailable';

  constructor(cause: unknown) {
    super('The events could not be processed just now and stay as they are; try again in a moment.');
    this.cause = cause;
  }
}
