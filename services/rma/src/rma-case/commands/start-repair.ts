import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import { startRepair } from '../case-workshop.js';
import type { RepairMethod, RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface StartRepairCommand {
  readonly faultNumber: string;
  readonly method: RepairMethod;
  readonly startedAt: string | undefined;
}

/** Command: work on the unit begins, if it may (B2, R6, R7). */
@Injectable()
export class StartRepair {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, method, ...command }: StartRepairCommand, by: Session): Promise<RmaCase> {
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    const startedAt = this.time.stated('startedAt', command.startedAt);
    const facts = await this.projections.serviceFacts(faultNumber);
    return this.cases.save(startRepair(rmaCase, { method, startedAt, startedBy: by.actor }, facts));
  }
}
