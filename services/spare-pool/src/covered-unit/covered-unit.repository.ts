import type { CoverageEnded, CoverageInherited, UnitRegistered } from '@rotables/contracts';
import type { Serial } from '@rotables/domain-kernel';

/** What warranty covers at customers; also the injection token. Each event may come twice. */
export abstract class CoveredUnits {
  /** Those of `serials` that are somebody's covered device, whatever city it is in. */
  abstract coveredAmong(serials: readonly Serial[]): Promise<readonly Serial[]>;
  abstract noteCovered(units: readonly (UnitRegistered | CoverageInherited)[]): Promise<void>;
  abstract noteEnded(unit: CoverageEnded): Promise<void>;
}
