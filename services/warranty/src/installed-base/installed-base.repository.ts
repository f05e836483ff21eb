import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import type { BaseChange } from './installed-base.js';

export interface CityChange extends BaseChange {
  readonly city: CityCode;
  readonly model: string;
}

export interface BaseAsOf {
  readonly city: string;
  readonly model: string;
  readonly installed: number;
}

/** Where the installed base is kept; also the injection token. */
export abstract class InstalledBases {
  /** Applies changes of any cities and models, their rows locked in one order, with an event each. */
  abstract apply(changes: readonly CityChange[]): Promise<void>;
  /** What was installed at the end of `asOf`, per city and model, without the empty ones. */
  abstract asOf(asOf: BusinessDate, filter: { city?: string; model?: string }): Promise<readonly BaseAsOf[]>;
}
