import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { scrapPolicy } from '../scrap-policy.js';
import { rejectScrap, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

export interface RejectScrapCommand {
  readonly scrapNumber: string;
  readonly reason: string;
  readonly rejectedAt: string | undefined;
}

/** Command: the unit is not scrapped (R9). */
@Injectable()
export class RejectScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly time: BusinessTime,
  ) {}

  async execute({ scrapNumber, reason, ...command }: RejectScrapCommand, by: Session): Promise<ScrapRecord> {
    const record = await this.records.load(scrapNumber);
    ensureCityInScope(by, record.city);
    const rejectedAt = this.time.stated('rejectedAt', command.rejectedAt);
    const rejection = { rejectedBy: by.actor, roles: by.roles, reason, rejectedAt };
    return this.records.save(rejectScrap(record, rejection, scrapPolicy));
  }
}
