import type { CoveredUnit, UnitDecision } from './covered-unit.js';

/** Where a registration came from: the file and its line. */
export interface Provenance {
  readonly registrationNumber: string;
  readonly line: number;
}

export interface NewUnit {
  readonly decision: UnitDecision;
  readonly provenance: Provenance | null;
}

/** A unit as it was registered before, with the line that did it. */
export interface KnownUnit {
  readonly unit: CoveredUnit;
  readonly provenance: Provenance | null;
}

/** Where covered units are kept; also the injection token. */
export abstract class CoveredUnits {
  /** The serial's latest coverage, its row locked; undefined for a serial that was never covered. */
  abstract find(serial: string): Promise<CoveredUnit | undefined>;
  /** The same. Throws CoveredUnitNotFound. */
  abstract load(serial: string): Promise<CoveredUnit>;
  /** The unit that took over the coverage of the replaced one (W8), its row locked; undefined where none did. */
  abstract findHeir(replaced: CoveredUnit): Promise<CoveredUnit | undefined>;
  /** Which of the serials were registered before, by serial; unlocked. */
  abstract known(serials: readonly string[]): Promise<ReadonlyMap<string, KnownUnit>>;
  /** Saves a changed or newly covered unit with its events. */
  abstract save(decision: UnitDecision): Promise<CoveredUnit>;
  /** Saves many new units at once; returns the serials that another transaction registered first and that were therefore left out. */
  abstract addMany(units: readonly NewUnit[]): Promise<readonly string[]>;
}
