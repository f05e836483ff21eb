import type { Serial } from '@rotables/domain-kernel';
import type { ScrapDecision, ScrapRecord } from './scrap-record.js';

/** Where scrap records are kept; also the injection token. */
export abstract class ScrapRecords {
  /** Locks the row until the transaction ends. Throws ScrapRecordNotFound. */
  abstract load(scrapNumber: string): Promise<ScrapRecord>;
  /** As load, or undefined: another service may name a record that this one never made. */
  abstract find(scrapNumber: string): Promise<ScrapRecord | undefined>;
  /** The approved record of a unit, which is executed or withdrawn before anything else is done with it. */
  abstract findApprovedBySerial(serial: Serial): Promise<string | undefined>;
  /** The record of a unit that is neither rejected nor withdrawn. */
  abstract findLiveBySerial(serial: Serial): Promise<string | undefined>;
  /** Throws ScrapRecordExists when another person proposed the unit at the same time. */
  abstract add(decision: ScrapDecision): Promise<ScrapRecord>;
  abstract save(decision: ScrapDecision): Promise<ScrapRecord>;
}
