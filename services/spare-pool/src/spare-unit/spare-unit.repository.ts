import type { CityCode, Serial, SerialMap } from '@rotables/domain-kernel';
import type { LedgerEntry, OpenBooks, SpareUnit } from './spare-unit.js';

/** A serial that is another spelling of one in the ledger (W15). */
export interface SerialTwin {
  readonly serial: Serial;
  readonly known: Serial;
}

/** The ledger of units (S9), which finds each however its serial is typed (W15). Also the injection token. */
export abstract class SpareUnitLedger {
  /** Locks the unit until the end of the transaction. Throws SpareUnitNotFound. */
  abstract load(serial: Serial): Promise<SpareUnit>;
  /** The same, or null where the ledger does not know the serial, or the session does not see it. */
  abstract find(serial: Serial): Promise<SpareUnit | null>;
  /** Locks those of `serials` that are known, in one order for everybody, so that two commands never wait for each other. */
  abstract findAll(serials: readonly Serial[]): Promise<SerialMap<SpareUnit>>;
  /** Those of `serials` that are known and seen, without a lock. */
  abstract peek(serials: readonly Serial[]): Promise<SerialMap<SpareUnit>>;
  /** Who else enters new serials, or tells of devices that no spare may be, waits until the transaction ends. */
  abstract takeEntryTurn(): Promise<void>;
  /** The first of `serials` of which the ledger knows another spelling (W15); nobody enters others until the end of the transaction. */
  abstract twinsOf(serials: readonly Serial[]): Promise<readonly SerialTwin[]>;
  /** Locks the units that are in a person's keeping at a site: on its shelf, in its quarantine, on loan from it (O2). */
  abstract inKeepingAt(site: string): Promise<readonly SpareUnit[]>;
  /** Locks the oldest lendable unit of the first of `models` that has one at the site since before `at`; units that others hold locked are passed over. */
  abstract oldestLendable(site: string, models: readonly string[], at: Date): Promise<SpareUnit | null>;
  /** From when on the cities' books are open; they cannot be closed before this transaction ends. */
  abstract openBooks(cities: readonly CityCode[]): Promise<OpenBooks>;
  /** Writes units, movements and events together; throws SerialAlreadyKnown where a new unit is known by now. */
  abstract record(entries: readonly LedgerEntry[]): Promise<void>;
}
