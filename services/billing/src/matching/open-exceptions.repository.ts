import type { BusinessDate } from '@rotables/domain-kernel';
import type { OpenException } from './open-exception.js';

/** What does not match in the books; also the injection token. */
export abstract class OpenExceptions {
  /** Everything about days up to `aboutUpTo` that is still open at the instant `until`, by id. */
  abstract open(aboutUpTo: BusinessDate, until: Date): Promise<readonly OpenException[]>;
}
