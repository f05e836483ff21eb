import type { BusinessDate, Serial } from '@rotables/domain-kernel';
import type { CoverageTold, CoveredUnit } from './covered-unit.js';

/** Where billing keeps what it knows of covered units; also the injection token. Each event may come twice. */
export abstract class CoveredUnits {
  abstract find(serial: Serial): Promise<CoveredUnit | undefined>;
  /** Locked, so that two periods of one unit's fee follow each other. Throws UnitNotKnownYet. */
  abstract load(serial: Serial): Promise<CoveredUnit>;
  abstract covered(units: readonly CoverageTold[]): Promise<void>;
  abstract ended(serial: Serial): Promise<void>;
  abstract feeRecorded(serial: Serial, paidUntilOn: BusinessDate): Promise<void>;
  abstract refunded(serial: Serial, refundNumber: string): Promise<void>;
}
