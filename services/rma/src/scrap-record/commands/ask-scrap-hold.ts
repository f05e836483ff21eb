import { Injectable } from '@nestjs/common';
import { Clock, ensureCityInScope, type Session } from '@rotables/domain-kernel';
import { askScrapHold, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

/** Command: the pool is asked once more to keep the unit of an approved record (R9, E4). */
@Injectable()
export class AskScrapHold {
  constructor(
    private readonly records: ScrapRecords,
    private readonly clock: Clock,
  ) {}

  async execute(scrapNumber: string, by: Session): Promise<ScrapRecord> {
    const record = await this.records.load(scrapNumber);
    ensureCityInScope(by, record.city);
    return this.records.save(askScrapHold(record, { askedBy: by.actor, askedAt: this.clock.now() }));
  }
}
