import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { scrapPolicy } from '../scrap-policy.js';
import { withdrawScrap, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

export interface WithdrawScrapCommand {
  readonly scrapNumber: string;
  readonly reason: string;
  readonly withdrawnAt: string | undefined;
}

/** Command: what was proposed, or approved, is not done (R9, E4). */
@Injectable()
export class WithdrawScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly time: BusinessTime,
  ) {}

  async execute({ scrapNumber, reason, ...command }: WithdrawScrapCommand, by: Session): Promise<ScrapRecord> {
    const record = await this.records.load(scrapNumber);
    ensureCityInScope(by, record.city);
    const withdrawnAt = this.time.stated('withdrawnAt', command.withdrawnAt);
    const withdrawal = { reason, roles: by.roles, withdrawnAt, withdrawnBy: by.actor };
    return this.records.save(withdrawScrap(record, withdrawal, scrapPolicy));
  }
}
