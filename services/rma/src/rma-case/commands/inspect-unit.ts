import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { FaultCause } from '@rotables/contracts';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { inspectUnit } from '../case-intake.js';
import type { InspectionOutcome, RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface InspectUnitCommand {
  readonly faultNumber: string;
  readonly outcome: InspectionOutcome;
  readonly cause: FaultCause;
  readonly findings: string;
  readonly inspectedAt: string | undefined;
}

/** Command: inspection finds what is the matter and why (R5). */
@Injectable()
export class InspectUnit {
  constructor(
    private readonly cases: RmaCases,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: InspectUnitCommand, by: Session): Promise<RmaCase> {
    const { faultNumber, outcome, cause, findings } = command;
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    const inspectedAt = this.time.stated('inspectedAt', command.inspectedAt);
    return this.cases.save(inspectUnit(rmaCase, { outcome, cause, findings, inspectedAt, inspectedBy: by.actor }));
  }
}
