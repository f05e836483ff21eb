import type { CoverageEnded, CoverageInherited, UnitRegistered } from '@rotables/contracts';
import type { Serial } from '@rotables/domain-kernel';

/** What warranty covers at customers; also the injection token. Each event may come twice. */
export abstract class CoveredUnits {
  /** Those, as they were registered, that are somebody's covered device however `serials` are typed (W15), whatever city they are in. */
  abstract coveredAmong(serials: readonly Serial[]): Promise<readonly Serial[]>;
  /** Those that were, and are no more: replaced, refunded or scrapped, and the company's since. */
  abstract onceCoveredAmong(serials: readonly Serial[]): Promise<readonly Serial[]>;
  abstract noteCovered(units: readonly (UnitRegistered | CoverageInherited)[]): Promise<void>;
  abstract noteEnded(unit: CoverageEnded): Promise<void>;
}
