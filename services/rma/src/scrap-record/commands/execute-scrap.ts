import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import { scrapUnit } from '../../rma-case/case-outcome.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { ScrapNeedsCase } from '../scrap-record.errors.js';
import { executeScrap, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';
import { unitToScrap } from '../scrap-unit.js';

export interface ExecuteScrapCommand {
  readonly scrapNumber: string;
  readonly method: string;
  readonly evidence: string;
  readonly executedAt: string | undefined;
}

/** Command: the unit, which the company still owns and holds, is scrapped, with evidence; its case ends with it (R8, R9). */
@Injectable()
export class ExecuteScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly time: BusinessTime,
  ) {}

  async execute({ scrapNumber, method, evidence, ...command }: ExecuteScrapCommand, by: Session): Promise<ScrapRecord> {
    const record = await this.records.load(scrapNumber);
    ensureCityInScope(by, record.city);
    const rmaCase = record.faultNumber === null ? undefined : await this.cases.load(record.faultNumber);
    if (!rmaCase) await this.ensureNoCase(record);
    unitToScrap(record.serial, await this.projections.poolUnit(record.serial), by, rmaCase);
    const executedAt = this.time.stated('executedAt', command.executedAt);
    const executed = await this.records.save(
      executeScrap(record, { method, evidence, executedBy: by.actor, executedAt }),
    );
    if (rmaCase) await this.cases.save(scrapUnit(rmaCase, executedAt));
    return executed;
  }

  /** A case that was opened since the proposal has the unit in hand. */
  private async ensureNoCase({ serial }: ScrapRecord): Promise<void> {
    const open = await this.cases.findOpenBySerial(serial);
    if (open) throw new ScrapNeedsCase(open.serial, open.faultNumber);
  }
}
