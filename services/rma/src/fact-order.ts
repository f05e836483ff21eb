import { DomainError } from '@rotables/domain-kernel';

/** Something is said to have happened before the fact that it must follow. */
export class BeforeEarlierFact extends DomainError {
  readonly code = 'before-earlier-fact';
  readonly kind = 'refused';

  constructor(field: string, at: Date, earlierFact: string, earlierAt: Date) {
    super(
      `${field} is ${at.toISOString()}, but ${earlierFact} at ${earlierAt.toISOString()}; ` +
        'state a time that is not earlier, or leave it out to say that it happened now.',
      { field, at: at.toISOString(), earlierFact, earlierAt: earlierAt.toISOString() },
    );
  }
}

/** Two facts at the same moment are in order; throws {@link BeforeEarlierFact} for one that comes before its cause. */
export function ensureNotBefore(field: string, at: Date, earlierFact: string, earlierAt: Date): void {
  if (at.getTime() < earlierAt.getTime()) throw new BeforeEarlierFact(field, at, earlierFact, earlierAt);
}
