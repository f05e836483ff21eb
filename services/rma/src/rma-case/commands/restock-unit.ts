import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { UnitIsToBeScrapped } from '../../scrap-record/scrap-record.errors.js';
import { ScrapRecords } from '../../scrap-record/scrap-record.repository.js';
import { restockUnit } from '../case-outcome.js';
import type { RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface RestockUnitCommand {
  readonly faultNumber: string;
  readonly site: string;
  readonly restockedAt: string | undefined;
}

/**
 * Command: a unit that became the company's goes to stock as refurbished (R8): on the shelf of the site where it lies, or of the one where
 * who restocks it works. To any other it goes by shipment (S12).
 */
@Injectable()
export class RestockUnit {
  constructor(
    private readonly cases: RmaCases,
    private readonly directory: Directory,
    private readonly scrapRecords: ScrapRecords,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, site, ...command }: RestockUnitCommand, by: Session): Promise<RmaCase> {
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    if (site === rmaCase.site) await this.directory.ensureOpened(site, 'site');
    else await this.directory.ensureSite(site, 'site', by);
    const approved = await this.scrapRecords.findApprovedBySerial(rmaCase.serial);
    if (approved !== undefined) throw new UnitIsToBeScrapped(rmaCase.serial, approved);
    return this.cases.save(restockUnit(rmaCase, site, this.time.stated('restockedAt', command.restockedAt)));
  }
}
