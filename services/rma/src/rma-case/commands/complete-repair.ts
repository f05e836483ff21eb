import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { completeRepair } from '../case-workshop.js';
import type { RepairResult, RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface CompleteRepairCommand {
  readonly faultNumber: string;
  readonly result: RepairResult;
  readonly workDone: string;
  readonly completedAt: string | undefined;
}

/** Command: the workshop's repair ends with its result (R7). */
@Injectable()
export class CompleteRepair {
  constructor(
    private readonly cases: RmaCases,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, result, workDone, ...command }: CompleteRepairCommand, by: Session): Promise<RmaCase> {
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    const completedAt = this.time.stated('completedAt', command.completedAt);
    return this.cases.save(completeRepair(rmaCase, { result, workDone, completedAt, completedBy: by.actor }));
  }
}
