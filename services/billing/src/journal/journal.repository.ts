import type { JournalEntry } from './journal.js';

/** The book of entries; also the injection token. */
export abstract class Journal {
  /**
   * Writes the entry into the open period (B5): that of the day it is about, or the earliest that is open when that is closed.
   * The balances move in the same statement. An entry without postings is not written.
   */
  abstract write(entry: JournalEntry): Promise<void>;
}
