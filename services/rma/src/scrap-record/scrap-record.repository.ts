import type { Serial } from '@rotables/domain-kernel';
import type { ScrapDecision, ScrapRecord } from './scrap-record.js';

/** Where scrap records are kept; also the injection token. */
export abstract class ScrapRecords {
  /** Locks the row until the transaction ends. Throws ScrapRecordNotFound. */
  abstract load(scrapNumber: string): Promise<ScrapRecord>;
  /** The record of a unit that is neither rejected nor withdrawn. */
  abstract findLiveBySerial(serial: Serial): Promise<string | undefined>;
  /** Throws ScrapRecordExists when another person proposed the unit at the same time. */
  abstract add(decision: ScrapDecision): Promise<ScrapRecord>;
  abstract save(decision: ScrapDecision): Promise<ScrapRecord>;
}
