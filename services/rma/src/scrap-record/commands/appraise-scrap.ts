import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { appraisalDepartments, scrapPolicy, type AppraisalDepartment } from '../scrap-policy.js';
import { AppraiserWithoutDepartment, ScrapKnownOtherwise } from '../scrap-record.errors.js';
import { appraiseScrap, type Appraisal, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

export interface AppraiseScrapCommand extends Pick<Appraisal, 'lead' | 'opinion' | 'note'> {
  /** What the account says, where it was sent all the same. */
  readonly department: AppraisalDepartment | undefined;
  readonly scrapNumber: string;
  readonly appraisedAt: string | undefined;
}

/** Command: one member of the technical appraisal gives an opinion (R9). */
@Injectable()
export class AppraiseScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly directory: Directory,
    private readonly time: BusinessTime,
  ) {}

  async execute({ scrapNumber, ...command }: AppraiseScrapCommand, by: Session): Promise<ScrapRecord> {
    const record = await this.records.load(scrapNumber);
    ensureCityInScope(by, record.city);
    const appraisedAt = this.time.stated('appraisedAt', command.appraisedAt);
    const department = await this.departmentOf(by, command.department);
    const { lead, opinion, note } = command;
    const appraisal = { appraiser: by.actor, department, lead, opinion, note, appraisedAt };
    return this.records.save(appraiseScrap(record, appraisal, scrapPolicy));
  }

  /** Whose department counts is looked up, and not asked for (R9, first law). */
  private async departmentOf(by: Session, sent: AppraisalDepartment | undefined): Promise<AppraisalDepartment> {
    const { department } = await this.directory.ensurePerson(by.actor, 'appraiser');
    const known = appraisalDepartments.find((one) => one === department);
    if (known === undefined) throw new AppraiserWithoutDepartment(by.actor);
    if (sent !== undefined && sent !== known) throw new ScrapKnownOtherwise('department', sent, known);
    return known;
  }
}
