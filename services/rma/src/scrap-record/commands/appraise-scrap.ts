import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { scrapPolicy } from '../scrap-policy.js';
import { appraiseScrap, type Appraisal, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

export interface AppraiseScrapCommand extends Pick<Appraisal, 'department' | 'lead' | 'opinion' | 'note'> {
  readonly scrapNumber: string;
  readonly appraisedAt: string | undefined;
}

/** Command: one member of the technical appraisal gives an opinion (R9). */
@Injectable()
export class AppraiseScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly time: BusinessTime,
  ) {}

  async execute({ scrapNumber, ...command }: AppraiseScrapCommand, by: Session): Promise<ScrapRecord> {
    const record = await this.records.load(scrapNumber);
    ensureCityInScope(by, record.city);
    const appraisedAt = this.time.stated('appraisedAt', command.appraisedAt);
    const { department, lead, opinion, note } = command;
    const appraisal = { appraiser: by.actor, department, lead, opinion, note, appraisedAt };
    return this.records.save(appraiseScrap(record, appraisal, scrapPolicy));
  }
}
