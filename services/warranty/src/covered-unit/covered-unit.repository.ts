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

/** The serial as the row has it: of two spellings of one serial, one is entered and the other is left out (W15). */
export function spellingOf({ decision }: NewUnit): string {
  return decision.state.serial;
}

/** A unit as it was registered before, with the line that did it. */
export interface KnownUnit {
  readonly unit: CoveredUnit;
  readonly provenance: Provenance | null;
}

/** Where covered units are kept; also the injection token. */
export abstract class CoveredUnits {
  /** The latest coverage of a serial, however it is typed (W15), its row locked; undefined for one that was never covered. */
  abstract find(serial: string): Promise<CoveredUnit | undefined>;
  /** The same. Throws CoveredUnitNotFound. */
  abstract load(serial: string): Promise<CoveredUnit>;
  /** The coverage that the serial had at an instant, ended since or not, its row locked; undefined where it had none by then. */
  abstract findAsOf(serial: string, at: Date): Promise<CoveredUnit | undefined>;
  /** Whether some unit took over a coverage by this fault (W8). */
  abstract hasInherited(faultNumber: string): Promise<boolean>;
  /** The unit that took over the coverage of the replaced one (W8), its row locked; undefined where none did. */
  abstract findHeir(replaced: CoveredUnit): Promise<CoveredUnit | undefined>;
  /** Which of the serials were covered before, each with its latest coverage, by {@link serialKey}; unlocked. */
  abstract known(serials: readonly string[]): Promise<ReadonlyMap<string, KnownUnit>>;
  /** Saves a changed or newly covered unit with its events. */
  abstract save(decision: UnitDecision): Promise<CoveredUnit>;
  /** Saves many new units at once; returns the serials that are taken, by another transaction perhaps, and were therefore left out. */
  abstract addMany(units: readonly NewUnit[]): Promise<readonly string[]>;
}
