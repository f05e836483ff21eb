import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { scrapPolicy } from '../scrap-policy.js';
import { approveScrap, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

export interface ApproveScrapCommand {
  readonly scrapNumber: string;
  readonly approvedAt: string | undefined;
}

/** Command: the one whom the value demands approves (R9). */
@Injectable()
export class ApproveScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly time: BusinessTime,
  ) {}

  async execute({ scrapNumber, ...command }: ApproveScrapCommand, by: Session): Promise<ScrapRecord> {
    const record = await this.records.load(scrapNumber);
    ensureCityInScope(by, record.city);
    const approvedAt = this.time.stated('approvedAt', command.approvedAt);
    const approval = { approvedBy: by.actor, roles: by.roles, approvedAt };
    return this.records.save(approveScrap(record, approval, scrapPolicy));
  }
}
