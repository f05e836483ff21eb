import type { CaseFact, RefusalReason } from './case-fact.js';

/** What a fact that was set aside waits for; a refused one waits for nothing but to be seen. */
export type AwaitedThing = 'fault' | 'coverage';

/** Where facts are kept that could not be followed yet, or at all; also the injection token. */
export abstract class SetAsideFacts {
  abstract await(fact: CaseFact, what: AwaitedThing): Promise<void>;
  abstract refuse(fact: CaseFact, reason: RefusalReason): Promise<void>;
  /** Takes out what waited for this fault. */
  abstract takeForFault(faultNumber: string): Promise<readonly CaseFact[]>;
  /** Takes out what waited for coverage of one of these serials. */
  abstract takeForSerials(serials: readonly string[]): Promise<readonly CaseFact[]>;
}
